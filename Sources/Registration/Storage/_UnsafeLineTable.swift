internal import CPlatform
internal import LockFree
import Synchronization

/// A row of a table keyed by device name: at most 56 bytes, the name among them.
@_spi(HotPaths) public protocol DeviceRow: BitwiseCopyable {
    var name: DeviceName { get }
}

/// The reach of a search in every line table.
enum LineProbe {
    /// A row stands at most so many lines after its home; beyond, the table is full for that name.
    static var countMax: Int { 128 }
}

/// The lines between a row's home and the row; all locked by whoever holds the value.
struct LinePath {
    /// Where a search for the row's name begins.
    let home: Int
    /// Where the row stands, at or a little after its home.
    let line: Int
}

/// A bounded hash table of one cache line per row, with a lock in each line.
///
/// Why this shape: a request of the core costs as much as the cache lines it touches. Here finding, checking and changing a
/// device's row touch one line in the common case, lock included, and lines of a batch can be prefetched by hash alone.
/// Rows never move, so a line's index identifies its row until it is freed.
///
/// Collisions go to the next lines (linear probing, at most ``LineProbe/countMax`` of them). Each line counts the rows that passed
/// it by, so a search knows where to stop and freeing leaves no tombstone. Whoever works on a row holds the locks of all lines
/// from its home to the row: two calls for one name meet at its home. Locks are taken in rising order only and the table has
/// no wrap-around, so no cycle of waiting can form. Nothing is called out to while a lock is held.
///
/// A table whose rows are ``VersionedRow``s can also be read without locks, see ``read(_:home:)``.
///
/// Unsafe because it hands out rows by index and trusts the caller to hold their locks and to keep the memory. Two words, so that it
/// travels in registers.
@unsafe
struct _UnsafeLineTable<Row: DeviceRow> {
    private let base: UnsafeMutableRawPointer
    /// Lines that can be a home. After them stand the lines that only the last homes overflow to.
    let homeCount: Int

    /// All lines, occupied or not.
    var lineCount: Int { unsafe homeCount + LineProbe.countMax }

    /// A table without rows in `region`, which the caller keeps.
    init(homeCount: Int, in region: borrowing PageRegion) {
        precondition(MemoryLayout<Row>.size <= 56 && MemoryLayout<Row>.alignment <= 8, "a row fits a line")
        precondition(unsafe region.byteCount >= Self.byteCount(homeCount: homeCount), "the table fits its memory")
        unsafe self.homeCount = homeCount
        unsafe base = region.base
    }

    /// The memory that a table with this many homes needs.
    static func byteCount(homeCount: Int) -> Int {
        precondition(homeCount > 0 && homeCount < Int(UInt32.max) - LineProbe.countMax, "lines are numbered in 32 bits")
        return (homeCount + LineProbe.countMax) * 64
    }

    // MARK: Places

    /// The home of a hash: its high bits scaled to the number of homes.
    @inline(__always)
    func home(ofHash hash: UInt64) -> Int {
        // The count is positive, so the conversion loses nothing.
        unsafe Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: homeCount)).high)
    }

    @inline(__always)
    func prefetch(_ line: Int) { unsafe platform_prefetch_for_write(base + line &* 64) }

    /// Written only by the holder of the line's lock, which is its bit 0; read by those who want the lock, and by readers of rows
    /// with a version.
    @inline(__always)
    func word(_ line: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (base + line &* 64).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The row of a line that the caller has locked.
    @inline(__always)
    func row(_ line: Int) -> UnsafeMutablePointer<Row> {
        unsafe (base + (line &* 64 &+ 8)).assumingMemoryBound(to: Row.self)
    }

    /// The control word of a line that the caller has locked. Relaxed: nobody else writes it meanwhile. Without the lock, a hint.
    @inline(__always)
    func control(_ line: Int) -> LineControl {
        unsafe LineControl(rawValue: word(line).pointee.load(ordering: .relaxed))
    }

    /// Replaces the control word of a line that the caller has locked and keeps locked.
    @inline(__always)
    func setControl(_ line: Int, _ control: LineControl) {
        unsafe word(line).pointee.store(control.rawValue | LineControl.lockBit, ordering: .relaxed)
    }

    // MARK: Locks

    @inline(__always)
    func lock(_ line: Int) -> LineControl {
        let word = unsafe word(line)
        let seen = unsafe word.pointee.load(ordering: .relaxed) & ~LineControl.lockBit
        // Acquire: pairs with the release in `unlock`; makes the row and its neighbours' counts visible.
        let claim = unsafe word.pointee.compareExchange(
            expected: seen, desired: seen | LineControl.lockBit, successOrdering: .acquiring, failureOrdering: .relaxed)
        if claim.exchanged { return LineControl(rawValue: seen | LineControl.lockBit) }
        return unsafe lockContended(line)
    }

    @inline(never)
    private func lockContended(_ line: Int) -> LineControl {
        let word = unsafe word(line)
        var backoff = Backoff()
        while true {
            let seen = unsafe word.pointee.load(ordering: .relaxed)
            if seen & LineControl.lockBit == 0 {
                // Acquire: as in `lock`.
                let claim = unsafe word.pointee.weakCompareExchange(
                    expected: seen, desired: seen | LineControl.lockBit,
                    successOrdering: .acquiring, failureOrdering: .relaxed)
                if claim.exchanged { return LineControl(rawValue: seen | LineControl.lockBit) }
            }
            backoff.pause()
        }
    }

    /// Unlocks a line and leaves `control` in it.
    @inline(__always)
    func unlock(_ line: Int, _ control: LineControl) {
        // Release: pairs with the acquire in `lock`.
        unsafe word(line).pointee.store(control.rawValue & ~LineControl.lockBit, ordering: .releasing)
    }

    /// Unlocks all lines of `path` as they stand.
    @inline(__always)
    func unlock(_ path: LinePath) {
        var line = path.home
        repeat {
            unsafe unlock(line, control(line))
            line &+= 1
        } while line <= path.line
    }

    /// Unlocks all lines of `path` and leaves `control` in the last.
    @inline(__always)
    func unlock(_ path: LinePath, leaving last: LineControl) {
        unsafe unlock(path.line, last)
        var line = path.home
        while line < path.line {
            unsafe unlock(line, control(line))
            line &+= 1
        }
    }

    // MARK: Search

    /// Locks the way to the row of `name`; `nil`, with nothing locked, when there is none.
    @inline(__always)
    func lockPath(to name: DeviceName, home: Int) -> LinePath? {
        let first = unsafe lock(home)
        if first.isOccupied, unsafe row(home).pointee.name == name { return LinePath(home: home, line: home) }
        if first.overflow == 0 {
            unsafe unlock(home, first)
            return nil
        }
        return unsafe lockOverflow(to: name, home: home)
    }

    /// The rest of a search whose home is locked and not the place.
    @inline(never)
    private func lockOverflow(to name: DeviceName, home: Int) -> LinePath? {
        var line = home
        while unsafe control(line).overflow > 0, line < home + LineProbe.countMax - 1 {
            line += 1
            let found = unsafe lock(line)
            if found.isOccupied, unsafe row(line).pointee.name == name { return LinePath(home: home, line: line) }
        }
        unsafe unlock(LinePath(home: home, line: line))
        return nil
    }

    /// The outcome of ``lockPath(claiming:home:)``.
    struct Claim {
        let path: LinePath
        /// The control of the path's last line, occupied. Of a new row it says nothing else, and is not in the line yet: the caller
        /// writes the row and leaves a control when it unlocks, or frees the path.
        var control: LineControl
        let isNew: Bool
    }

    /// Locks the way to the row of `name`, or to a free line made its own. `nil`, with nothing locked, when no line in reach is free.
    @inline(__always)
    func lockPath(claiming name: DeviceName, home: Int) -> Claim? {
        var first = unsafe lock(home)
        let path = LinePath(home: home, line: home)
        if first.isOccupied, unsafe row(home).pointee.name == name {
            return Claim(path: path, control: first, isNew: false)
        }
        if !first.isOccupied, first.overflow == 0 {
            first.free()
            first.isOccupied = true
            return Claim(path: path, control: first, isNew: true)
        }
        return unsafe lockOverflow(claiming: name, home: home)
    }

    @inline(never)
    private func lockOverflow(claiming name: DeviceName, home: Int) -> Claim? {
        var line = home
        var current = unsafe control(home)
        var free: Int? = current.isOccupied ? nil : home
        // Until nothing of this home or an earlier one can stand further on, and a place is found.
        while current.overflow > 0 || free == nil {
            guard line < home + LineProbe.countMax - 1 else { break }
            line += 1
            current = unsafe lock(line)
            if current.isOccupied {
                if unsafe row(line).pointee.name == name {
                    return Claim(path: LinePath(home: home, line: line), control: current, isNew: false)
                }
            } else if free == nil {
                free = line
            }
        }
        guard let free else {
            unsafe unlock(LinePath(home: home, line: line))
            return nil
        }
        if free < line { unsafe unlock(LinePath(home: free + 1, line: line)) }
        for passed in home..<free {
            var control = unsafe control(passed)
            control.overflow += 1  // at most LineProbe.countMax - 1 rows can have passed a line
            unsafe setControl(passed, control)
        }
        var claimed = unsafe control(free)
        claimed.free()
        claimed.isOccupied = true
        return Claim(path: LinePath(home: home, line: free), control: claimed, isNew: true)
    }

    /// Frees the row at the end of `path` and unlocks the path. What the row held, and `kind`, stay readable until the line is
    /// claimed.
    @inline(__always)
    func free(_ path: LinePath, leaving kind: UInt8 = 0) {
        var last = unsafe control(path.line)
        last.free()
        last.kind = kind
        unsafe unlock(path.line, last)
        if path.home < path.line { unsafe releaseOverflow(path) }
    }

    private func releaseOverflow(_ path: LinePath) {
        for passed in path.home..<path.line {
            var control = unsafe control(passed)
            control.overflow -= 1
            unsafe unlock(passed, control)
        }
    }

    // MARK: Checks

    /// Whether every line's overflow is what its rows say and no line is locked; for tests, while nobody else works here.
    func invariantsHold(home homeOf: (DeviceName) -> Int) -> Bool {
        var expected = [Int](repeating: 0, count: unsafe lineCount)
        for line in unsafe 0..<lineCount {
            let control = unsafe control(line)
            if control.isLocked { return false }
            guard control.isOccupied else { continue }
            let home = unsafe homeOf(row(line).pointee.name)
            guard home <= line, line < home + LineProbe.countMax else { return false }
            for passed in home..<line { expected[passed] += 1 }
        }
        for line in unsafe 0..<lineCount where Int(unsafe control(line).overflow) != expected[line] { return false }
        return true
    }
}
