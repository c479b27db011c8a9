import NIOConcurrencyHelpers
import Registration

/// A clock that goes when it is told to.
final class TestClock: Sendable {
    private let time = NIOLockedValueBox(Instant(nanoseconds: 1_000_000_000))

    /// What it shows.
    var now: Instant { time.withLockedValue { $0 } }

    /// Moves it on.
    func advance(by span: Nanoseconds) { time.withLockedValue { $0 = $0 + span } }
}
