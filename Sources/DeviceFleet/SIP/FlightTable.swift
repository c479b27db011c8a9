internal import Devices

/// A request that was sent and has no final answer yet.
struct Flight: BitwiseCopyable {
    /// Whose it is.
    var device: UInt32
    /// The controller that is asked, by its index.
    var controller: UInt8
    /// What it asks for.
    var message: DeviceMessage
    /// Whether it answers a challenge.
    var isAuthorized = false
    /// How often it was sent again.
    var retransmissionCount: UInt8 = 0
    /// The number of its CSeq.
    var sequence: UInt32
    /// When it, or the request that was challenged before, was sent first.
    var sentAt: Int64
}

/// The requests of a link that are under way, each found by a number that its answer brings back.
///
/// Bounded; room for all of them is reserved at the start, in address space that is not touched until it is needed. A number holds the place of
/// a flight and how often that place was taken, so a late answer never finds its successor.
struct FlightTable {
    /// Names a flight: the place in the low half, the turn in the high one. Never ``none``.
    typealias Number = UInt64

    /// No flight.
    static var none: Number { .max }

    private var flights: [Flight?] = []
    private var turns: [UInt32] = []
    private var free: [UInt32] = []
    private let capacity: Int

    /// A table that holds up to `capacity` flights, 2^31 at most.
    init(capacity: Int) {
        self.capacity = min(max(capacity, 1), 1 << 31)
        flights.reserveCapacity(self.capacity)
        turns.reserveCapacity(self.capacity)
        free.reserveCapacity(self.capacity)
    }

    /// Flights under way.
    var count: Int { flights.count - free.count }

    /// Whether no more can be taken in.
    var isFull: Bool { free.isEmpty && flights.count == capacity }

    /// Takes a flight in; there must be room. O(1).
    mutating func insert(_ flight: Flight) -> Number {
        guard let place = free.popLast() else {
            precondition(flights.count < capacity, "no room for one more flight")
            flights.append(flight)
            turns.append(0)
            return UInt64(flights.count - 1)
        }
        flights[Int(place)] = flight
        turns[Int(place)] &+= 1
        return UInt64(turns[Int(place)]) << 32 | UInt64(place)
    }

    /// The flight of a number; `nil` when it has ended, or never was.
    subscript(number: Number) -> Flight? {
        let place = Int(truncatingIfNeeded: number & 0xFFFF_FFFF)
        guard place < flights.count, turns[place] == UInt32(number >> 32) else { return nil }
        return flights[place]
    }

    /// Puts a changed flight in its place; it must be under way.
    mutating func update(_ number: Number, _ flight: Flight) {
        precondition(self[number] != nil, "no such flight")
        flights[Int(truncatingIfNeeded: number & 0xFFFF_FFFF)] = flight
    }

    /// Takes a flight out; `nil` when it has ended, or never was. O(1).
    @discardableResult
    mutating func remove(_ number: Number) -> Flight? {
        guard let flight = self[number] else { return nil }
        let place = number & 0xFFFF_FFFF
        flights[Int(place)] = nil
        free.append(UInt32(place))
        return flight
    }
}
