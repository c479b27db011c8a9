internal import Workload

/// The next arrivals of a worker's share of the plan, read a few ahead so that what is known of their devices can be asked for together.
///
/// Each device is one of very many and was last touched long ago: several cache lines that are not there. Asked for one after the
/// other they are waited for one after the other, which is a third of what it takes to begin a registration.
struct UpcomingArrivals {
    private var cursor: ArrivalCursor
    private var read: [PlannedRequest] = []
    private var place = 0

    /// How many are read ahead: more lines than a core asks for at a time are of no use.
    private static var readAheadCount: Int { 8 }

    /// The arrivals of `cursor`.
    init(_ cursor: consuming ArrivalCursor) {
        self.cursor = cursor
        read.reserveCapacity(Self.readAheadCount)
        refill()
    }

    /// The next arrival; `nil` at the end of the plan.
    @inline(__always)
    var first: PlannedRequest? { place < read.count ? read[place] : nil }

    /// Those that were read and not taken.
    var readAhead: ArraySlice<PlannedRequest> { read[place...] }

    /// Takes the next arrival; true when others were read ahead for it.
    @inline(__always)
    mutating func removeFirst() -> Bool {
        place += 1
        guard place >= read.count else { return false }
        refill()
        return true
    }

    private mutating func refill() {
        read.removeAll(keepingCapacity: true)
        place = 0
        while read.count < Self.readAheadCount, let arrival = cursor.next() { read.append(arrival) }
    }
}
