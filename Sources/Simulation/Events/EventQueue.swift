/// The events to come, in the order of ``StormEvent``: a timer wheel of two levels, and a heap for the millisecond being played.
///
/// Pushing is O(1) beyond the current bucket; popping costs a heap of one bucket's events. Events live in one pool of nodes
/// that are reused, so a steady state allocates nothing; memory is 32 bytes per pending event, at the most there ever were.
///
/// Level 0 has 4,096 buckets of 2^20 ns (1 ms), level 1 has 4,096 of 2^32 ns (4.3 s), which is 4.9 hours; what lies beyond waits
/// in one list that is looked through once in that time.
struct EventQueue {
    private struct Node {
        var event: StormEvent
        var next: UInt32
    }

    private var nodes: [Node] = []
    private var freeHead = Self.none
    private var near = [UInt32](repeating: Self.none, count: Self.bucketCount)
    private var far = [UInt32](repeating: Self.none, count: Self.bucketCount)
    private var beyond = Self.none
    private var current = EventHeap()
    /// Events in the near lists, and in the far ones; where there are none, time is skipped.
    private var nearCount = 0
    private var farCount = 0
    /// The bucket being played, as time >> 20.
    private var cursor: Int64 = 0
    private(set) var count = 0
    /// The largest number of events that were pending at once.
    private(set) var countMax = 0

    private static var none: UInt32 { .max }
    private static var bucketCount: Int { 4_096 }
    private static var bucketBits: Int64 { 12 }
    private static var nearShift: Int64 { 20 }

    init() {}

    /// Adds an event; one before the current bucket is played next.
    @inline(__always)
    mutating func push(_ event: StormEvent) {
        count += 1
        countMax = max(countMax, count)
        let bucket = event.time >> Self.nearShift
        guard bucket > cursor else { return current.push(event) }
        place(node(for: event), bucket: bucket)
    }

    /// The earliest event, `nil` when there is none.
    @inline(__always)
    mutating func pop() -> StormEvent? {
        while current.isEmpty {
            guard count > 0 else { return nil }
            advance()
        }
        count -= 1
        return current.pop()
    }

    @inline(__always)
    private mutating func node(for event: StormEvent) -> UInt32 {
        guard freeHead != Self.none else {
            nodes.append(Node(event: event, next: Self.none))
            return UInt32(nodes.count - 1)
        }
        let index = freeHead
        freeHead = nodes[Int(index)].next
        nodes[Int(index)].event = event
        return index
    }

    @inline(__always)
    private mutating func place(_ index: UInt32, bucket: Int64) {
        if bucket >> Self.bucketBits == cursor >> Self.bucketBits {
            let slot = Int(bucket & Int64(Self.bucketCount - 1))
            nodes[Int(index)].next = near[slot]
            near[slot] = index
            nearCount += 1
        } else if bucket >> (2 * Self.bucketBits) == cursor >> (2 * Self.bucketBits) {
            let slot = Int(bucket >> Self.bucketBits & Int64(Self.bucketCount - 1))
            nodes[Int(index)].next = far[slot]
            far[slot] = index
            farCount += 1
        } else {
            nodes[Int(index)].next = beyond
            beyond = index
        }
    }

    /// Moves on by one bucket and fills the heap with its events.
    private mutating func advance() {
        if nearCount == 0 {
            let shift = farCount == 0 ? 2 * Self.bucketBits : Self.bucketBits
            cursor |= (Int64(1) << shift) - 1
        }
        cursor += 1
        if cursor & Int64(Self.bucketCount - 1) == 0 {
            if cursor & ((Int64(1) << (2 * Self.bucketBits)) - 1) == 0 {
                let list = beyond
                beyond = Self.none
                _ = spread(list)
            }
            let slot = Int(cursor >> Self.bucketBits & Int64(Self.bucketCount - 1))
            let list = far[slot]
            far[slot] = Self.none
            farCount -= spread(list)
        }
        let slot = Int(cursor & Int64(Self.bucketCount - 1))
        var index = near[slot]
        near[slot] = Self.none
        while index != Self.none {
            let node = nodes[Int(index)]
            current.push(node.event)
            nearCount -= 1
            nodes[Int(index)].next = freeHead
            freeHead = index
            index = node.next
        }
    }

    /// Deals a list out again, now that the cursor is closer; returns how many events it held.
    private mutating func spread(_ head: UInt32) -> Int {
        var count = 0
        var index = head
        while index != Self.none {
            let next = nodes[Int(index)].next
            // An event of the cursor's own bucket goes to its near list, which is played after this.
            place(index, bucket: nodes[Int(index)].event.time >> Self.nearShift)
            index = next
            count += 1
        }
        return count
    }
}
