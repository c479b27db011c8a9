/// What measuring costs on this machine, measured.
public enum InstrumentCost {
    /// What one reading of `clock` costs, in nanoseconds. Takes under a millisecond.
    public static func clockReadingNanoseconds(_ clock: MonotonicClock) -> Double {
        cheapestRound(of: 5, clock: clock, repetitions: 10_000) { count in
            var sum: Int64 = 0
            for _ in 0..<count { sum &+= clock.nanoseconds() }
            return sum
        }
    }

    /// What measuring one request costs, in nanoseconds: two clock readings and one record in a histogram. Takes a few
    /// milliseconds.
    public static func recordingNanoseconds(_ clock: MonotonicClock) -> Double {
        let recorder = IntervalRecorder(views: .same)
        return cheapestRound(of: 5, clock: clock, repetitions: 10_000) { count in
            for _ in 0..<count {
                let start = clock.nanoseconds()
                let latency = clock.nanoseconds() &- start
                recorder.record(.token, corrected: latency, uncorrected: latency)
            }
            return 0
        }
    }

    /// Nanoseconds per repetition in the fastest of several rounds: the others were interrupted. The body returns
    /// something of its work, so that it is done.
    private static func cheapestRound(
        of rounds: Int, clock: MonotonicClock, repetitions: Int, body: (Int) -> Int64
    ) -> Double {
        var best = Int64.max
        for _ in 0..<rounds {
            let start = clock.nanoseconds()
            let work = body(repetitions)
            let elapsed = clock.nanoseconds() - start
            // Never true: it keeps the work.
            if work == .min { return 0 }
            best = min(best, max(elapsed, 0))
        }
        return Double(best) / Double(repetitions)
    }
}
