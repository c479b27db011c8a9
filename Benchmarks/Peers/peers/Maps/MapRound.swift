internal import HotPaths
internal import Measurement

/// One round of one contender.
struct MapRound {
    /// Whose round it is.
    let column: Column
    /// Its structures, and what is done to them.
    let work: any HotPathWork
    /// Threads that do it.
    let threads: Int
    /// How often it is done; a small set takes less time than a clock can judge.
    let repetitions: Int
    /// The one clock of all.
    let clock: MonotonicClock

    /// Nanoseconds per operation, the median of the repetitions, all threads together. Checks that all operations came out as
    /// they should.
    func measure() throws -> Double {
        let times = try (0..<repetitions).map { _ in
            try work.prepare()
            let (done, nanoseconds) = threads == 1 ? runAlone() : runTogether()
            guard done == work.operationCount else {
                throw RoundFailure(
                    description: "\(column.rawValue): \(done) of \(work.operationCount) operations came out right")
            }
            return Double(nanoseconds) / Double(work.operationCount)
        }
        return Spread(times).median
    }

    /// By the thread that prepared: what it left in the caches stays there.
    private func runAlone() -> (done: Int, nanoseconds: Int64) {
        let start = clock.nanoseconds()
        let done = work.run(thread: 0)
        return (done, clock.nanoseconds() - start)
    }

    private func runTogether() -> (done: Int, nanoseconds: Int64) {
        let done = Tally()
        let work = work
        let nanoseconds = Crew.run(threads: threads, clock: clock, prepare: { _ in () }) { index, _ in
            done.add(UInt64(work.run(thread: index)))
        }
        return (Int(done.total), nanoseconds)
    }
}
