import Synchronization

/// Counts the elements that it made: how many there were and how many are still alive.
///
/// A structure that drops an element without destroying it leaves ``liveCount`` above zero; one that destroys an element twice
/// leaves it below, unless it crashes first.
public final class LifetimeTracker: Sendable {
    // Relaxed: the counts order nothing; tests read them after joining every thread.
    private let created = Atomic<Int>(0)
    private let destroyed = Atomic<Int>(0)

    /// A tracker that has made nothing yet.
    public init() {}

    /// A new element that carries `value`.
    public func makeElement(_ value: Int) -> TrackedElement {
        created.add(1, ordering: .relaxed)
        return TrackedElement(value: value, tracker: self)
    }

    /// The number of elements made.
    public var createdCount: Int { created.load(ordering: .relaxed) }

    /// The number of elements made and not yet destroyed.
    public var liveCount: Int { createdCount - destroyed.load(ordering: .relaxed) }

    fileprivate func didDestroy() { destroyed.add(1, ordering: .relaxed) }
}

/// An element whose life a ``LifetimeTracker`` follows.
public final class TrackedElement: Sendable {
    /// What the test gave it.
    public let value: Int
    private let tracker: LifetimeTracker

    fileprivate init(value: Int, tracker: LifetimeTracker) {
        self.value = value
        self.tracker = tracker
    }

    deinit { tracker.didDestroy() }
}
