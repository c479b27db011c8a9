internal import LockFree
import Synchronization

/// Directory name to row for names that are not of the pool: five entries per cache line, a lock and an overflow count in each.
///
/// The same scheme as ``_UnsafeLineTable``: overflow goes to the next lines, which are locked in rising order without
/// wrap-around. A line: control (4 bytes), five row indices (4 bytes each), five directory names (8 bytes each).
@safe
struct DirectoryIndex: ~Copyable {
    private let region: PageRegion
    private let base: UnsafeMutableRawPointer
    private let homeCount: Int
    private let hasher: DeviceHasher

    private static var entriesPerLine: Int { 5 }
    /// Control layout: bit 0 lock; bits 8 to 31 the entries that passed this line by.
    private static var lockBit: UInt32 { 1 }
    private static var overflowStep: UInt32 { 0x100 }

    /// An index in which `capacity` names fill 70 % of the places.
    init(capacity: Int, hasher: DeviceHasher) throws(OutOfMemory) {
        homeCount = max(capacity * 10 / 7 / Self.entriesPerLine, 1) + 1
        self.hasher = hasher
        region = try PageRegion(byteCount: (homeCount + LineProbe.countMax) * 64)
        unsafe base = region.base
    }

    /// The memory held, in bytes.
    var byteCount: Int { region.byteCount }

    private func home(of name: DirectoryName) -> Int {
        Int(truncatingIfNeeded: hasher.hash(name).multipliedFullWidth(by: UInt64(homeCount)).high)
    }

    /// Written by the holder of the line's lock; read by those who want it.
    private func control(_ line: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
        unsafe (base + line &* 64).assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    // Rows are stored plus one, so that zeroed memory is empty.
    private func rows(_ line: Int) -> UnsafeMutablePointer<UInt32> {
        unsafe (base + (line &* 64 &+ 4)).assumingMemoryBound(to: UInt32.self)
    }

    private func names(_ line: Int) -> UnsafeMutablePointer<UInt64> {
        unsafe (base + (line &* 64 &+ 24)).assumingMemoryBound(to: UInt64.self)
    }

    private func lock(_ line: Int) {
        var backoff = Backoff()
        while true {
            let seen = unsafe control(line).pointee.load(ordering: .relaxed)
            if seen & Self.lockBit == 0 {
                // Acquire: pairs with the release in `unlock`.
                let claim = unsafe control(line).pointee.weakCompareExchange(
                    expected: seen, desired: seen | Self.lockBit,
                    successOrdering: .acquiring, failureOrdering: .relaxed)
                if claim.exchanged { return }
            }
            backoff.pause()
        }
    }

    /// Unlocks a line and adds `passed` to its overflow.
    private func unlock(_ line: Int, addingOverflow passed: Int32 = 0) {
        // Relaxed: only the holder writes.
        let seen = unsafe control(line).pointee.load(ordering: .relaxed)
        let change = UInt32(bitPattern: passed &* Int32(Self.overflowStep))
        // Release: pairs with the acquire in `lock`.
        unsafe control(line).pointee.store((seen &+ change) & ~Self.lockBit, ordering: .releasing)
    }

    private func hasOverflow(_ line: Int) -> Bool {
        unsafe control(line).pointee.load(ordering: .relaxed) >= Self.overflowStep  // the caller holds the lock
    }

    /// The place of `name` in a locked line.
    private func place(of name: DirectoryName, line: Int) -> Int? {
        for place in 0..<Self.entriesPerLine
        where unsafe names(line)[place] == name.rawValue && rows(line)[place] != 0 { return place }
        return nil
    }

    /// Maps `name` to `row`, in place of whatever it was mapped to. `false` when no place in reach is free.
    func insert(_ name: DirectoryName, row: Int) -> Bool {
        let home = home(of: name)
        var line = home
        var free: (line: Int, place: Int)?
        lock(line)
        while true {
            if let place = place(of: name, line: line) {
                unsafe rows(line)[place] = UInt32(row + 1)
                for locked in home...line { unlock(locked) }
                return true
            }
            if free == nil {
                for place in 0..<Self.entriesPerLine where unsafe rows(line)[place] == 0 {
                    free = (line, place)
                    break
                }
            }
            if free != nil, !hasOverflow(line) { break }
            guard line < home + LineProbe.countMax - 1 else { break }
            line += 1
            lock(line)
        }
        guard let free else {
            for locked in home...line { unlock(locked) }
            return false
        }
        unsafe names(free.line)[free.place] = name.rawValue
        unsafe rows(free.line)[free.place] = UInt32(row + 1)
        for locked in home...line { unlock(locked, addingOverflow: locked < free.line ? 1 : 0) }
        return true
    }

    /// The row `name` is mapped to.
    func row(of name: DirectoryName) -> Int? {
        guard let (line, place) = lockPlace(of: name) else { return nil }
        let row = unsafe Int(rows(line)[place]) - 1
        for locked in home(of: name)...line { unlock(locked) }
        return row
    }

    /// Forgets `name` if it is mapped to `row`.
    func remove(_ name: DirectoryName, row: Int) {
        guard let (line, place) = lockPlace(of: name) else { return }
        let isMapped = unsafe rows(line)[place] == UInt32(row + 1)
        if isMapped { unsafe rows(line)[place] = 0 }
        for locked in home(of: name)...line { unlock(locked, addingOverflow: isMapped && locked < line ? -1 : 0) }
    }

    /// Where `name` stands, with all lines from its home to there locked; `nil`, with nothing locked, when it is not here.
    private func lockPlace(of name: DirectoryName) -> (line: Int, place: Int)? {
        let home = home(of: name)
        var line = home
        lock(line)
        while true {
            if let place = place(of: name, line: line) { return (line, place) }
            guard hasOverflow(line), line < home + LineProbe.countMax - 1 else { break }
            line += 1
            lock(line)
        }
        for locked in home...line { unlock(locked) }
        return nil
    }
}

// Sound: entries are touched only under their line's lock.
extension DirectoryIndex: @unchecked Sendable {}
