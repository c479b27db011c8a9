internal import CPeers

/// A queue of another library.
@safe
final class PeerQueue: ContestedQueue {
    /// The library's name for it.
    let label: String
    /// See ``ContestedQueue``.
    let hasBatches: Bool
    // Sound to share: one thread produces and one consumes, as the queue is made for.
    private nonisolated(unsafe) let queue: OpaquePointer?

    private init(_ kind: peer_queue_kind, label: String, hasBatches: Bool, capacity: Int) {
        self.label = label
        self.hasBatches = hasBatches
        unsafe queue = peer_queue_create(kind, capacity)
    }

    deinit { unsafe peer_queue_destroy(queue) }

    /// `moodycamel::ConcurrentQueue`.
    static func moodycamel(capacity: Int) -> PeerQueue {
        PeerQueue(PEER_QUEUE_MOODYCAMEL, label: "moodycamel", hasBatches: true, capacity: capacity)
    }

    /// `tbb::concurrent_bounded_queue`.
    static func bounded(capacity: Int) -> PeerQueue {
        PeerQueue(PEER_QUEUE_TBB_BOUNDED, label: "tbb bounded", hasBatches: false, capacity: capacity)
    }

    /// See ``ContestedQueue``.
    func pairs(_ count: Int, batch: Int) -> UInt64 { unsafe peer_queue_pairs(queue, count, batch) }

    /// See ``ContestedQueue``.
    func produce(_ count: Int, batch: Int) { unsafe peer_queue_produce(queue, count, batch) }

    /// See ``ContestedQueue``.
    func consume(_ count: Int, batch: Int) -> UInt64 { unsafe peer_queue_consume(queue, count, batch) }
}
