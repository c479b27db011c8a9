internal import LockFree
import Synchronization

/// Directory name to row for the consecutive names that the pool hands out: an array, one word a name.
///
/// Names leave the pool in order, so devices that register one after the other write neighbouring words: most entries cost no
/// cache line of their own. Nothing is locked; whoever follows an entry checks the row that it leads to.
@safe
struct PoolDirectory: ~Copyable {
    private let region: PageRegion
    /// Row plus one by name; zero where there is none. Written by servers of registrations and by unregistration; read by
    /// look-ups. An entry is a hint: it may lead to a row that has gone or come to be another's.
    private let entries: UnsafeMutablePointer<Atomic<UInt32>>
    private let first: UInt64
    private let count: UInt64

    /// An array for `count` names from `first` on.
    init(first: DirectoryName, count: Int) throws(OutOfMemory) {
        region = try PageRegion(byteCount: max(count, 1) * MemoryLayout<UInt32>.size)
        unsafe entries = region.base.assumingMemoryBound(to: Atomic<UInt32>.self)
        self.first = first.rawValue
        self.count = UInt64(count)
    }

    /// The memory held, in bytes; resident from the start.
    var byteCount: Int { region.byteCount }

    /// Whether `name` is one of the array's.
    @inline(__always)
    func covers(_ name: DirectoryName) -> Bool { name.rawValue &- first < count }

    /// Whether all names of `range` are the array's.
    @inline(__always)
    func covers(_ range: LineRange) -> Bool {
        let offset = range.first.rawValue &- first
        return offset < count && UInt64(truncatingIfNeeded: range.count) <= count &- offset
    }

    /// The entry of a covered name: within the region, since the offset is below the count.
    @inline(__always)
    private func entry(_ name: DirectoryName) -> UnsafeMutablePointer<Atomic<UInt32>> {
        unsafe entries + Int(truncatingIfNeeded: name.rawValue &- first)
    }

    /// Maps a covered name to `row`, in place of whatever it was mapped to.
    @inline(__always)
    func insert(_ name: DirectoryName, row: Int) {
        // Release: pairs with the acquire in `row(of:)`; the row was completed before its name leads to it.
        unsafe entry(name).pointee.store(UInt32(truncatingIfNeeded: row &+ 1), ordering: .releasing)
    }

    /// Maps the names of a covered range likewise.
    @inline(__always)
    func insert(_ range: LineRange, row: Int) {
        let entry = unsafe entry(range.first)
        // Release: as above.
        for index in 0..<range.count {
            unsafe entry[index].store(UInt32(truncatingIfNeeded: row &+ 1), ordering: .releasing)
        }
    }

    /// The row that a covered name is mapped to.
    func row(of name: DirectoryName) -> Int? {
        // Acquire: pairs with the release in `insert`.
        let entry = unsafe entry(name).pointee.load(ordering: .acquiring)
        return entry == 0 ? nil : Int(entry) - 1
    }

    /// Forgets a covered name if it is mapped to `row`.
    func remove(_ name: DirectoryName, row: Int) {
        // Relaxed: an entry that is gone leads nowhere, and so makes nothing visible.
        _ = unsafe entry(name).pointee.compareExchange(
            expected: UInt32(truncatingIfNeeded: row &+ 1), desired: 0, ordering: .relaxed)
    }
}

// Sound: the pointers are immutable, and the words behind them are atomics.
extension PoolDirectory: @unchecked Sendable {}
