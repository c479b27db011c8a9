internal import Histogram

/// What a fleet saw: counts, and latencies in nanoseconds. Used on the fleet's event loop.
final class FleetFigures {
    /// Phones that registered.
    var registered = 0
    /// Registrations that were denied.
    var registrationsDenied = 0
    /// Connections that ended.
    var closed = 0
    /// Token requests sent.
    var tokensAsked = 0
    /// Tokens granted, and denied.
    private(set) var tokensGranted = 0
    private(set) var tokensDenied = 0
    /// Pings sent, and those whose answer was missing when the next one was due.
    var pingsSent = 0
    var pingsLate = 0
    private(set) var pingsAnswered = 0

    private var tokenLatency = FleetFigures.histogram()
    private var pingLatency = FleetFigures.histogram()

    /// From request to answer.
    func recordToken(_ nanoseconds: Int64, granted: Bool) {
        if granted { tokensGranted += 1 } else { tokensDenied += 1 }
        tokenLatency.record(UInt64(max(nanoseconds, 1)))
    }

    /// From ping to answer.
    func recordPing(_ nanoseconds: Int64) {
        pingsAnswered += 1
        pingLatency.record(UInt64(max(nanoseconds, 1)))
    }

    /// Forgets latencies and counts of tokens and pings: a new phase begins.
    func beginPhase() {
        (tokensAsked, tokensGranted, tokensDenied, pingsSent, pingsLate, pingsAnswered) = (0, 0, 0, 0, 0, 0)
        (tokenLatency, pingLatency) = (FleetFigures.histogram(), FleetFigures.histogram())
    }

    /// A percentile of the time from token request to answer, in milliseconds.
    func tokenMilliseconds(_ percentile: Double) -> Double {
        Double(tokenLatency.valueAtPercentile(percentile)) / 1e6
    }

    /// A percentile of the time from ping to answer, in milliseconds; 100 for the longest.
    func pingMilliseconds(_ percentile: Double) -> Double {
        Double(pingLatency.valueAtPercentile(percentile)) / 1e6
    }

    private static func histogram() -> Histogram<UInt64> {
        Histogram<UInt64>(highestTrackableValue: 600_000_000_000, numberOfSignificantValueDigits: .three)
    }
}
