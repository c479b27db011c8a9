internal import CPeers

/// A queue of another library.
@safe
final class PeerQueue: ContestedQueue {
    /// See ``ContestedQueue``.
    let column: Column
    // Sound to share: it is used by as many producers and consumers as it is made for.
    private nonisolated(unsafe) let queue: OpaquePointer?

    /// A queue for `capacity` elements and `producers` producers.
    init(_ kind: peer_queue_kind, _ column: Column, capacity: Int, producers: Int) {
        self.column = column
        unsafe queue = peer_queue_create(kind, capacity, producers)
    }

    deinit { unsafe peer_queue_destroy(queue) }

    /// See ``ContestedQueue``.
    func pairs(_ count: Int, batch: Int) -> UInt64 { unsafe peer_queue_pairs(queue, count, batch) }

    /// See ``ContestedQueue``.
    func produce(_ numbers: Range<Int>, batch: Int) {
        unsafe peer_queue_produce(queue, numbers.lowerBound, numbers.count, batch)
    }

    /// See ``ContestedQueue``.
    func consume(_ count: Int, batch: Int) -> UInt64 { unsafe peer_queue_consume(queue, count, batch) }
}
