internal import Histogram
internal import Measurement

/// Runs rounds: every device of the plan goes through one full cycle.
struct RoundRunner {
    /// The devices and their order.
    let plan: DevicePlan
    /// Threads that share the plan.
    let threads: Int
    /// The one clock of all arms.
    let clock: MonotonicClock

    /// Runs one round of `A` on tables of its own, built before the clock starts, and checks that every device is registered and
    /// all latencies recorded. Returns nanoseconds from the first request to the last registration.
    func run<A: Arm>(_: A.Type, seed: UInt64) throws -> Int64 {
        let arm = try A(devices: plan.order.count, threads: threads, seed: seed)
        let recorders = (0..<threads).map { _ in IntervalRecorder(views: .same) }
        let closing = Closing(threads: threads)
        let nanoseconds = Crew.run(threads: threads, clock: clock, prepare: arm.makeWorker) { index, worker in
            Self.work(
                worker, share: plan.share(of: index, among: threads), plan: plan, clock: clock,
                recorder: recorders[index], closing: closing)
            recorders[index].finish()
        }
        var latencies = RecordedInterval(views: .same)
        for recorder in recorders { _ = recorder.tryCollect(into: &latencies) }
        try check("registered", arm.countRegistered(), A.label)
        try check("token latencies", Int(latencies.corrected(.token).totalCount), A.label)
        try check("registration latencies", Int(latencies.corrected(.registrationToken).totalCount), A.label)
        return nanoseconds
    }

    private func check(_ what: String, _ count: Int, _ label: String) throws {
        guard count == plan.order.count else {
            throw RoundFailure(description: "\(label): \(count) \(what), not \(plan.order.count)")
        }
    }

    /// One thread's share: token requests, registrations and service in turn, a batch each.
    private static func work(
        _ worker: some CycleWorker, share: Range<Int>, plan: DevicePlan, clock: MonotonicClock,
        recorder: IntervalRecorder, closing: Closing
    ) {
        var start = share.lowerBound
        while start < share.upperBound {
            let end = min(start + batchCount, share.upperBound)
            let sent = clock.nanoseconds()
            worker.requestTokens(for: plan.order.span.extracting(start..<end), at: sent)
            let answered = clock.nanoseconds()
            // The whole batch was sent and answered together: one entry with a count.
            recorder.record(
                .token, corrected: answered &- sent, uncorrected: answered &- sent, count: UInt64(end - start))
            worker.register(at: answered)
            _ = serve(worker, clock: clock, recorder: recorder)
            start = end
        }
        while serve(worker, clock: clock, recorder: recorder) > 0 {}
        // Under concurrency a queue may look empty for a moment when it is not; to the last thread it cannot.
        if closing.isLast() { while serve(worker, clock: clock, recorder: recorder) > 0 {} }
    }

    @inline(__always)
    private static func serve(_ worker: some CycleWorker, clock: MonotonicClock, recorder: IntervalRecorder) -> Int {
        let served = worker.serve(at: clock.nanoseconds())
        let done = clock.nanoseconds()
        // Neighbours in the queue were mostly sent together, and have one entry with a count.
        var index = 0
        while index < served {
            let context = worker.context(at: index)
            let first = index
            while index < served, worker.context(at: index) == context { index += 1 }
            let latency = done &- context
            recorder.record(
                .registrationToken, corrected: latency, uncorrected: latency, count: UInt64(index - first))
        }
        return served
    }
}
