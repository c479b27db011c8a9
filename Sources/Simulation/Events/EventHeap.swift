/// A binary heap of events, the earliest first. The part of the queue that is being played.
struct EventHeap {
    private var events: [StormEvent] = []

    init() { events.reserveCapacity(1_024) }

    var isEmpty: Bool { events.isEmpty }
    var count: Int { events.count }

    /// Adds an event. O(log n).
    @inline(__always)
    mutating func push(_ event: StormEvent) {
        var hole = events.count
        events.append(event)
        while hole > 0 {
            let parent = (hole - 1) >> 1
            guard event.precedes(events[parent]) else { break }
            events[hole] = events[parent]
            hole = parent
        }
        events[hole] = event
    }

    /// The earliest event, which is then no longer in the heap. O(log n).
    @inline(__always)
    mutating func pop() -> StormEvent? {
        guard let first = events.first, let last = events.popLast() else { return nil }
        let count = events.count
        guard count > 0 else { return first }
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < count else { break }
            if child + 1 < count, events[child + 1].precedes(events[child]) { child += 1 }
            guard events[child].precedes(last) else { break }
            events[hole] = events[child]
            hole = child
        }
        events[hole] = last
        return first
    }
}
