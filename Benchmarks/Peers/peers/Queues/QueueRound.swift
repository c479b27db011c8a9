internal import CPeers
internal import Measurement

/// One round of one queue.
struct QueueRound {
    /// How the queue is used.
    let shape: QueueShape
    /// Elements that pass, shared out evenly over the threads of each side.
    let pairs: Int
    /// The one clock of all queues.
    let clock: MonotonicClock

    /// Nanoseconds per element, in and out. Checks that all elements came out.
    func measure(_ queue: any ContestedQueue) throws -> Double {
        let sides = max(shape.sides, 1)
        let share = pairs / sides
        let tally = Tally()
        let (alone, batch) = (shape.sides == 0, shape.batch)
        let nanoseconds = Crew.run(threads: alone ? 1 : 2 * sides, clock: clock, prepare: { _ in () }) { index, _ in
            if alone {
                tally.add(queue.pairs(share, batch: batch))
            } else if index < sides {
                queue.produce(share * index..<share * (index + 1), batch: batch)
            } else {
                tally.add(queue.consume(share, batch: batch))
            }
        }
        // Element n adds n and n + 1, see `peer_element_of`.
        let count = UInt64(share * sides)
        guard tally.total == count &* count else {
            throw RoundFailure(description: "\(queue.column.rawValue), \(shape.text): elements were lost or doubled")
        }
        return Double(nanoseconds) / Double(count)
    }
}
