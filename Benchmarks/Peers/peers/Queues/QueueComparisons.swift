internal import CPeers
internal import Measurement

/// What an element costs in each queue, in and out.
///
/// All carry the same: 16 bytes and a stamp of 8, as the registration queue does. All loops run within one call, wait in the
/// same way and hold about as many elements: 1,024 for each producer, which is how moodycamel's queue is bounded. With more
/// threads than cores a time slice ends where the queue is full or empty, so a queue that held less would be asked to switch
/// more often. TBB's, Boost's and Concurrency Kit's queues have no batch operations: their figures for batches are of 64 single
/// ones.
struct QueueComparisons {
    /// Elements per round.
    let pairs: Int
    /// The one clock of all queues.
    let clock: MonotonicClock

    /// Elements that each queue holds for each producer: small enough for the second cache.
    private static var capacityPerProducer: Int { 1_024 }

    /// One comparison per shape, and one of a ring with a smaller contract where the shape keeps to that.
    var all: [() throws -> Comparison] {
        QueueShape.all.flatMap { shape in
            [{ comparison(shape) }] + (shape.isSingle ? [{ singleComparison(shape) }] : [])
        }
    }

    private func comparison(_ shape: QueueShape) -> Comparison {
        let producers = max(shape.sides, 1)
        let capacity = Self.capacityPerProducer * producers
        func peer(_ kind: peer_queue_kind, _ column: Column) -> PeerQueue {
            PeerQueue(kind, column, capacity: capacity, producers: producers)
        }
        let queues: [any ContestedQueue] = [
            OwnQueue(capacity: capacity), peer(PEER_QUEUE_MOODYCAMEL, .moodycamel),
            peer(PEER_QUEUE_TBB_BOUNDED, .tbb), peer(PEER_QUEUE_BOOST, .boost), peer(PEER_QUEUE_CK_MPMC, .ck),
        ]
        var contenders = queues.map { contender($0, shape) }
        if shape.sides == 0, shape.batch == 1 {
            contenders.append(
                Contender(column: .limit) { _ in ExchangeFloor.nanosecondsPerPair(pairs, clock: clock) })
        }
        return Comparison(what: "queue", shape: shape.text, contenders: contenders)
    }

    /// Concurrency Kit's ring for one producer and one consumer. Nothing is ranked: ours may be used by any number of both.
    private func singleComparison(_ shape: QueueShape) -> Comparison {
        let ring = PeerQueue(PEER_QUEUE_CK_SPSC, .ck, capacity: Self.capacityPerProducer, producers: 1)
        return Comparison(what: "queue (spsc)", shape: shape.text, contenders: [contender(ring, shape)])
    }

    private func contender(_ queue: any ContestedQueue, _ shape: QueueShape) -> Contender {
        // Fewer where more threads than cores wait for one another, which can take a thousand times as long.
        let round = QueueRound(shape: shape, pairs: pairs / max(shape.sides, 1), clock: clock)
        return Contender(column: queue.column) { _ in try round.measure(queue) }
    }
}
