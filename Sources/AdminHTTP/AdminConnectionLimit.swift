internal import NIOConcurrencyHelpers

/// How many connections the admin interface has at once: a few, so that it never takes from devices what they need. Thread-safe.
final class AdminConnectionLimit: Sendable {
    private let max: Int
    private let count = NIOLockedValueBox(0)

    /// A limit of `max` connections.
    init(max: Int = 64) { self.max = max }

    /// Counts one more connection; `false`, and nothing counted, when there are as many as may be.
    func enter() -> Bool {
        count.withLockedValue { count in
            guard count < max else { return false }
            count += 1
            return true
        }
    }

    /// Counts one less; called once for each that was entered.
    func leave() { count.withLockedValue { $0 -= 1 } }
}
