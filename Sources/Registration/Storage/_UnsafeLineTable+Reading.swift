import Synchronization

/// The words of a row that is read without its lock, the name first.
typealias RowWords = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

/// A row that readers copy without its lock: seven words, of which any seven that were written make a row.
protocol VersionedRow: DeviceRow {
    /// The row of these words.
    init(words: RowWords)
    /// Its words.
    var words: RowWords { get }
}

/// Reading rows without locks, and writing them so that this is sound: a sequence lock per line (Boehm, "Can seqlocks get along with
/// programming language memory models?", MSPC 2012), whose sequence is the version in the line's control.
///
/// Who writes: the holder of the line's lock, word by word with release. Who reads: anybody, word by word with acquire, between
/// two readings of the control. A reader that sees a word of a later change sees, by that word's release and acquire, the lock bit
/// that was set before it or what came after it, so its second reading of the control differs from the first. A change ends with
/// another version, so the two readings cannot agree by chance.
extension _UnsafeLineTable where Row: VersionedRow {
    /// Writes the row of a line that the caller has locked, and counts the change in `control`, which the caller leaves in the line.
    @inline(__always)
    func replaceRow(_ line: Int, with row: Row, _ control: inout LineControl) {
        control.countChange()
        let copy = row.words
        let words = unsafe words(line)
        // Release, each: pairs with the acquire in `copyRow`; a reader of the word sees that the line was locked.
        unsafe words[0].store(copy.0, ordering: .releasing)
        unsafe words[1].store(copy.1, ordering: .releasing)
        unsafe words[2].store(copy.2, ordering: .releasing)
        unsafe words[3].store(copy.3, ordering: .releasing)
        unsafe words[4].store(copy.4, ordering: .releasing)
        unsafe words[5].store(copy.5, ordering: .releasing)
        unsafe words[6].store(copy.6, ordering: .releasing)
    }

    /// The same for a row of which only the last three words changed.
    @inline(__always)
    func replaceState(_ line: Int, with row: Row, _ control: inout LineControl) {
        control.countChange()
        let copy = row.words
        let words = unsafe words(line)
        // Release, each: as above.
        unsafe words[4].store(copy.4, ordering: .releasing)
        unsafe words[5].store(copy.5, ordering: .releasing)
        unsafe words[6].store(copy.6, ordering: .releasing)
    }

    /// The row of `name` and its control, as they stood together at some moment of the call; `nil` when at some moment there was none.
    @inline(__always)
    func read(_ name: DeviceName, home: Int) -> (row: Row, control: LineControl)? {
        var line = home
        while true {
            // Acquire: pairs with the release in `unlock`; the row is at least as new.
            let control = unsafe LineControl(rawValue: word(line).pointee.load(ordering: .acquiring))
            if control.isLocked { return unsafe readLocked(name, home: home) }
            // What is not here was not here when the control was read, since rows never move.
            if control.isOccupied, unsafe isName(of: line, name) {
                guard let row = unsafe copyRow(line, control) else { return unsafe readLocked(name, home: home) }
                return (row, control)
            }
            if control.overflow == 0 || line == home + LineProbe.countMax - 1 { return nil }
            line += 1
        }
    }

    /// The row that stands in `line`, whoever's it is; `nil` when it is free.
    @inline(__always)
    func read(_ line: Int) -> (row: Row, control: LineControl)? {
        // Acquire: as above.
        let control = unsafe LineControl(rawValue: word(line).pointee.load(ordering: .acquiring))
        if !control.isLocked {
            guard control.isOccupied else { return nil }
            if let row = unsafe copyRow(line, control) { return (row, control) }
        }
        return unsafe readLocked(line)
    }

    /// The words of a row, the name first. Written by the holder of the line's lock, read by anybody.
    @inline(__always)
    private func words(_ line: Int) -> UnsafeMutablePointer<Atomic<UInt64>> { unsafe word(line) + 1 }

    @inline(__always)
    private func isName(of line: Int, _ name: DeviceName) -> Bool {
        let words = unsafe words(line)
        // Relaxed: only a guess, `copyRow` reads them again.
        return unsafe words[0].load(ordering: .relaxed) == name.high && words[1].load(ordering: .relaxed) == name.low
    }

    /// Copies the row of a line whose control was `control`; `nil` when it changed meanwhile.
    @inline(__always)
    private func copyRow(_ line: Int, _ control: LineControl) -> Row? {
        let words = unsafe words(line)
        // Acquire, each: pairs with the release in `replaceRow`, so that the control below is no older than the word.
        let copy: RowWords = unsafe (
            words[0].load(ordering: .acquiring), words[1].load(ordering: .acquiring), words[2].load(ordering: .acquiring),
            words[3].load(ordering: .acquiring), words[4].load(ordering: .acquiring), words[5].load(ordering: .acquiring),
            words[6].load(ordering: .acquiring)
        )
        // Relaxed: the acquires above order it after the words.
        guard unsafe word(line).pointee.load(ordering: .relaxed) == control.rawValue else { return nil }
        return Row(words: copy)
    }

    /// The same with locks, where a writer was met.
    @inline(never)
    private func readLocked(_ name: DeviceName, home: Int) -> (row: Row, control: LineControl)? {
        guard let path = unsafe lockPath(to: name, home: home) else { return nil }
        let found = unsafe (row(path.line).pointee, control(path.line))
        unsafe unlock(path)
        return found
    }

    @inline(never)
    private func readLocked(_ line: Int) -> (row: Row, control: LineControl)? {
        let control = unsafe lock(line)
        let row = unsafe row(line).pointee
        unsafe unlock(line, control)
        return control.isOccupied ? (row, control) : nil
    }
}
