internal import LockFree
import Synchronization

/// Consecutive directory names, as one device has them from the pool.
public struct LineRange: Hashable, Sendable, BitwiseCopyable {
    /// The first name.
    public let first: DirectoryName
    /// How many there are, at least 1.
    public let count: Int

    /// The name at `index`, 0 first.
    public subscript(index: Int) -> DirectoryName {
        precondition(index >= 0 && index < count, "no such line")
        return DirectoryName(rawValue: first.rawValue + UInt64(index))  // ranges never leave their length, see LinePool
    }

    /// Whether `name` is one of them.
    func contains(_ name: DirectoryName) -> Bool { name.rawValue &- first.rawValue < UInt64(count) }
}

/// Hands out directory names and takes them back.
///
/// Thread-safe. Lanes take blocks of fresh names, so the shared cursor is written once per 256 devices; ranges that were given
/// back wait in a ring and are preferred, so that numbers are reused before new ones are used. Bounded: an empty pool
/// answers `nil`, and a range given back to a full ring is not handed out again.
struct LinePool: ~Copyable, Sendable {
    private let first: DirectoryName
    private let count: Int
    /// Names handed to lanes so far. Written by lanes (addition); may pass `count`, which then means "empty".
    private let cursor = CacheLinePadded(Atomic<Int>(0))
    private let returned: MPMCRing<LineRange>

    private static var blockCount: Int { 256 }

    /// A lane's share of fresh names.
    struct Block {
        fileprivate var next = 0
        fileprivate var end = 0
    }

    /// A pool of `count` names from `first` on; fewer when they would outgrow its number of digits.
    init(first: DirectoryName, count: Int) {
        self.first = first
        self.count = min(count, Int(clamping: first.followerCount) + 1)
        returned = MPMCRing(capacity: 4_096)
    }

    /// A range of `length` names, `nil` when the pool has none.
    @inline(__always)
    func take(_ length: Int, from block: inout Block) -> LineRange? {
        if !returned.isEmpty, let range = reuse(length) { return range }
        if block.end - block.next < length, !refill(&block, atLeast: length) { return nil }
        defer { block.next += length }
        return LineRange(first: DirectoryName(rawValue: first.rawValue + UInt64(block.next)), count: length)
    }

    /// Gives a range back.
    func giveBack(_ range: LineRange) { _ = returned.tryEnqueue(range) }

    @inline(never)
    private func reuse(_ length: Int) -> LineRange? {
        guard let range = returned.tryDequeue() else { return nil }
        if range.count == length { return range }
        _ = returned.tryEnqueue(range)
        return nil
    }

    @inline(never)
    private func refill(_ block: inout Block, atLeast length: Int) -> Bool {
        let size = max(Self.blockCount, length)
        // Relaxed: the addition alone divides the names.
        guard cursor.value.load(ordering: .relaxed) < count else { return false }
        let start = cursor.value.wrappingAdd(size, ordering: .relaxed).oldValue
        let end = min(start + size, count)
        guard end - start >= length else { return false }
        block = Block(next: start, end: end)
        return true
    }
}
