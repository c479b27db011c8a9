internal import CPeers
internal import LockFree
internal import Measurement
internal import SeededRandom

/// The least time that a full cycle can take on this machine: memory, the claims that threads make on it, and nothing else.
///
/// A device that comes must be found among all, and where it stands depends on its name alone: no order of arrival makes the
/// accesses of two devices neighbours. So whatever the code around them, a full cycle brings two cache lines from memory and
/// writes each: the token's and the row's. Each is visited by two calls, which may come from different threads: the token is
/// granted and used up, the row is queued and completed. Whoever visits must keep the others away, and on this processor that
/// takes a locked instruction, whatever the scheme. The directory's entry is a word that is written in order, and one element
/// goes through the queue, since service has an order of its own.
///
/// The limit does this as fast as the machine can: tables of the controller's very sizes on huge pages, the same plan, the same
/// batches, all lines of a batch asked for ahead, four visits, a word, and the batch through an `MPMCRing`.
///
/// It leaves out all that makes a controller of it: names and their comparison, hashing (a number is mixed instead), collisions,
/// secrets, the law of admission, classes, deadlines, counters, answers, lines, templates, acknowledgments, and the harness's
/// clock readings and latencies. The distance to it is therefore not what could be won, but what all of that costs.
struct CycleLimit {
    /// The devices and their order.
    let plan: DevicePlan
    /// Threads that share the plan.
    let threads: Int
    /// The one clock of all arms.
    let clock: MonotonicClock

    /// One round on tables of its own, built before the clock starts; returns nanoseconds. Checks that all elements left the
    /// queue.
    func run(seed: UInt64) throws -> Int64 {
        let tables = try CycleTables(CycleFootprint(devices: plan.order.count, threads: threads))
        let closing = Closing(threads: threads)
        let tally = Tally()
        let nanoseconds = Crew.run(threads: threads, clock: clock, prepare: { _ in () }) { index, _ in
            let share = plan.share(of: index, among: threads)
            tally.add(Self.work(share, plan: plan, tables: tables, seed: seed, closing: closing))
        }
        let count = UInt64(plan.order.count)
        guard tally.total == count &* (count &- 1) / 2 else {
            throw RoundFailure(description: "limit: elements of the queue were lost or doubled")
        }
        return nanoseconds
    }

    /// One thread's share; returns the sum of the devices that it took from the queue.
    private static func work(
        _ share: Range<Int>, plan: DevicePlan, tables: CycleTables, seed: UInt64, closing: Closing
    ) -> UInt64 {
        var sum: UInt64 = 0
        var places = InlineArray<64, CycleTables.Places>(repeating: CycleTables.Places(token: 0, row: 0))
        var asked = room()
        var served = room()
        var entered = share.lowerBound
        var rounds: UInt32 = 0
        var start = share.lowerBound
        while start < share.upperBound {
            let end = min(start + batchCount, share.upperBound)
            asked.removeAll(keepingCapacity: true)
            for index in start..<end {
                let number = plan.order[index]
                let place = tables.places(of: SplitMix64.mix(seed &+ UInt64(number)))
                places[index - start] = place
                let element = RingElement(first: UInt64(number), second: UInt64(place.row))
                asked.append(Stamped(element, stamp: 0))
            }
            for index in 0..<end - start { tables.prefetch(places[index]) }
            for index in 0..<end - start { tables.visitToken(places[index]) }
            for index in 0..<end - start { tables.visitRow(at: places[index].row) }
            for index in 0..<end - start { tables.visitToken(places[index]) }
            var done = 0
            while done < asked.count {
                done += tables.ring.enqueue(contentsOf: asked.span.extracting(done..<asked.count))
                if done < asked.count {
                    sum &+= serve(tables, into: &served, entered: &entered, upTo: share.upperBound)
                    unsafe peer_relax(&rounds)
                }
            }
            sum &+= serve(tables, into: &served, entered: &entered, upTo: share.upperBound)
            start = end
        }
        // What another thread was too late to publish is taken by the last one.
        if closing.isLast() {
            while tables.ring.count > 0 {
                sum &+= serve(tables, into: &served, entered: &entered, upTo: share.upperBound)
            }
        }
        return sum
    }

    /// Takes a batch from the queue and completes it; returns its sum. Names are entered in order from `entered` on.
    private static func serve(
        _ tables: CycleTables, into served: inout [Stamped<RingElement>], entered: inout Int, upTo end: Int
    ) -> UInt64 {
        served.removeAll(keepingCapacity: true)
        _ = tables.ring.dequeue(upTo: batchCount, into: &served)
        var sum: UInt64 = 0
        for element in served {
            let row = Int(truncatingIfNeeded: element.element.second)
            tables.visitRow(at: row)
            // A thread that serves more than its share writes its last name again.
            tables.enter(row, at: min(entered, end - 1))
            entered += 1
            sum &+= element.element.first
        }
        return sum
    }

    private static func room() -> [Stamped<RingElement>] {
        var elements: [Stamped<RingElement>] = []
        elements.reserveCapacity(batchCount)
        return elements
    }
}
