internal import NIOCore

/// Finds the service loop of an event loop. Thread-safe to hand around; each service loop is given out on its own event loop only.
struct LoopDirectory: Sendable {
    private var loops: [ObjectIdentifier: NIOLoopBound<ServiceLoop>] = [:]

    /// A directory without loops.
    init() {}

    /// Enters a loop; called on its event loop.
    mutating func enter(_ loop: ServiceLoop) {
        loops[ObjectIdentifier(loop.eventLoop)] = NIOLoopBound(loop, eventLoop: loop.eventLoop)
    }

    /// Enters the loops of another directory.
    mutating func merge(_ other: LoopDirectory) { loops.merge(other.loops) { first, _ in first } }

    /// The service loop of the event loop that calls; `nil` on an event loop that is none of the server's.
    func loop(on eventLoop: any EventLoop) -> ServiceLoop? { loops[ObjectIdentifier(eventLoop)]?.value }
}
