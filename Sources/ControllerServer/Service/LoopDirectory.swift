internal import NIOCore

/// What each event loop has of its own, found by the event loop. Thread-safe to hand around; each value is given out on its own event
/// loop only.
struct LoopDirectory<Value>: Sendable {
    private var values: [ObjectIdentifier: NIOLoopBound<Value>] = [:]

    /// A directory without loops.
    init() {}

    /// Enters the value of an event loop; called on it.
    mutating func enter(_ value: Value, on eventLoop: any EventLoop) {
        values[ObjectIdentifier(eventLoop)] = NIOLoopBound(value, eventLoop: eventLoop)
    }

    /// Enters the values of another directory.
    mutating func merge(_ other: LoopDirectory) { values.merge(other.values) { first, _ in first } }

    /// The value of the event loop that calls; `nil` on an event loop that has none.
    func value(on eventLoop: any EventLoop) -> Value? { values[ObjectIdentifier(eventLoop)]?.value }
}
