import Testing

@testable import Registration

@Suite struct RetryScheduleTests {
    /// Deals `count` retry times, in batches.
    private static func deal(
        _ count: Int, from schedule: borrowing RetrySchedule, batchSize: Int = 7,
        load: Load = .resting(serviceRate: 100),
        at now: Instant = .epoch + .seconds(10), _ change: (inout Parameters) -> Void = { _ in }
    ) -> [Nanoseconds] {
        var parameters = Parameters()
        change(&parameters)
        var dealt: [Nanoseconds] = []
        while dealt.count < count {
            // Half of what a batch sets aside is given back.
            var batch = schedule.open(count: 2 * batchSize, load: load, parameters: parameters, at: now)
            for _ in 0..<min(batchSize, count - dealt.count) { dealt.append(schedule.deal(&batch)) }
            schedule.close(batch)
        }
        return dealt
    }

    @Test("Fixed: the same for all, within the bounds")
    func fixed() {
        let schedule = RetrySchedule()
        let dealt = Self.deal(50, from: schedule) { $0.retryRule = .fixed(.seconds(60)) }
        #expect(dealt.allSatisfy { $0 == .seconds(60) })
        let bounded = Self.deal(1, from: schedule) {
            $0.retryRule = .fixed(.seconds(60))
            $0.retryMax = .seconds(5)
        }
        #expect(bounded == [.seconds(5)])
        let raised = Self.deal(1, from: schedule) {
            $0.retryRule = .fixed(.zero)
            $0.retryMin = .seconds(2)
        }
        #expect(raised == [.seconds(2)])
    }

    @Test("Uniform: spread evenly between its two spans, another for each device")
    func uniform() {
        let schedule = RetrySchedule()
        let dealt = Self.deal(4_000, from: schedule) {
            $0.retryRule = .uniform(.seconds(10), .seconds(20))
            $0.retryGranularity = Nanoseconds(1)
        }
        #expect(dealt.allSatisfy { $0 >= .seconds(10) && $0 <= .seconds(20) })
        #expect(Set(dealt).count == dealt.count)
        for tenth in 0..<10 {
            let range = Nanoseconds.seconds(10 + Int64(tenth))..<Nanoseconds.seconds(11 + Int64(tenth))
            #expect(abs(dealt.count { range.contains($0) } - 400) < 100, "tenth \(tenth)")
        }
        let point = Self.deal(5, from: schedule) { $0.retryRule = .uniform(.seconds(3), .seconds(3)) }
        #expect(point.allSatisfy { $0 == .seconds(3) })
        let reversed = Self.deal(5, from: schedule) { $0.retryRule = .uniform(.seconds(3), .seconds(1)) }
        #expect(reversed.allSatisfy { $0 == .seconds(3) })
    }

    @Test("Staggered: one service apart, without gaps between batches")
    func staggered() {
        let schedule = RetrySchedule()
        #expect(Self.deal(300, from: schedule) == (1...300).map { .milliseconds(10 * $0) })
    }

    @Test("Staggered: behind the queue of the moment, and from the present again when the past is over")
    func staggeredFromBacklog() {
        let schedule = RetrySchedule()
        let load = Load.resting(queueDepth: 50, serviceRate: 100)
        #expect(Self.deal(2, from: schedule, load: load) == [.milliseconds(510), .milliseconds(520)])
        let later = Self.deal(2, from: schedule, at: .epoch + .seconds(3_000))
        #expect(later == [.milliseconds(10), .milliseconds(20)])
    }

    @Test("Staggered: bounded, monotone and in whole granules", arguments: [1, 100, 1_000])
    func staggeredBounds(granuleMilliseconds: Int64) {
        let schedule = RetrySchedule()
        let dealt = Self.deal(2_000, from: schedule, batchSize: 50) {
            $0.retryMin = .seconds(2)
            $0.retryMax = .seconds(15)
            $0.retryGranularity = .milliseconds(granuleMilliseconds)
        }
        #expect(dealt.allSatisfy { $0 >= .seconds(2) && $0 <= .seconds(15) })
        #expect(dealt.allSatisfy { $0.count % (granuleMilliseconds * 1_000_000) == 0 })
        #expect(dealt.prefix(1_400) == dealt.prefix(1_400).sorted()[...])
        #expect(dealt[1_399] > .seconds(13))
    }

    @Test("Staggered: a time taken back is dealt to the next device")
    func takenBack() {
        let schedule = RetrySchedule()
        var batch = schedule.open(
            count: 4, load: .resting(serviceRate: 100), parameters: Parameters(), at: .epoch)
        let first = schedule.deal(&batch)
        schedule.takeBack(&batch)
        #expect(schedule.deal(&batch) == first)
        schedule.close(batch)
        #expect(Self.deal(1, from: schedule, at: .epoch) == [first + .milliseconds(10)])
    }

    @Test("The step of a promise follows the rate, from a nanosecond to an hour")
    func serviceStep() {
        func step(_ rate: Double, utilisation: Double = 1) -> Int64 {
            var parameters = Parameters()
            parameters.plannedUtilisation = utilisation
            return ServiceStep.nanoseconds(load: .resting(serviceRate: rate), parameters: parameters)
        }
        #expect(step(1_000) == 1_000_000)
        #expect(step(1_000, utilisation: 0.5) == 2_000_000)
        #expect(step(3) == 333_333_334)
        #expect(step(1e12) == 1)
        for nothing in [0, -5, 1e-300] { #expect(step(nothing) == 3_600_000_000_000) }
    }
}
