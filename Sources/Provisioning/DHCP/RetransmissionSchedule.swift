public import Registration

/// How long a device waits for an answer before it asks again.
///
/// For addresses (RFC 2131 section 4.1): 4 s, doubled each time up to 64 s, each up to a second more or less, so that devices that were
/// switched on together do not ask together for ever. For files: 1 s, doubled up to 8 s; there one server has one device's transfer in hand.
public struct RetransmissionSchedule: Hashable, Sendable {
    /// The first wait.
    public var first: Nanoseconds
    /// The longest wait.
    public var longest: Nanoseconds
    /// By how much a wait is longer or shorter at most.
    public var spread: Nanoseconds
    /// How often the device asks, the first time counted; then it gives up.
    public var attemptsMax: Int

    /// A schedule of these figures.
    public init(first: Nanoseconds, longest: Nanoseconds, spread: Nanoseconds, attemptsMax: Int) {
        self.first = first
        self.longest = longest
        self.spread = spread
        self.attemptsMax = attemptsMax
    }

    /// That of addresses.
    public static var dhcp: RetransmissionSchedule {
        RetransmissionSchedule(first: .seconds(4), longest: .seconds(64), spread: .seconds(1), attemptsMax: 4)
    }

    /// That of files.
    public static var tftp: RetransmissionSchedule {
        RetransmissionSchedule(first: .seconds(1), longest: .seconds(8), spread: .zero, attemptsMax: 5)
    }

    /// The wait after the attempt of this number, the first being 1; never negative.
    public func wait(afterAttempt attempt: Int, random: inout some RandomNumberGenerator) -> Nanoseconds {
        let doublings = Int64(min(max(attempt - 1, 0), 30))
        let middle = min(first * (Int64(1) << doublings), longest)
        guard spread > .zero else { return middle }
        return max(middle + Nanoseconds(Int64.random(in: -spread.count...spread.count, using: &random)), .zero)
    }
}
