import Testing

@testable import Gate

@Suite struct GateSessionTests {
    private static let names = ["time.cycle", "time.token.grant", "throughput.cycles", "latency.token.p50"]
    private static var series: [GateSeries] { GateSeries.all.filter { names.contains($0.name) } }
    private static var truth: [String: Double] {
        ["time.cycle": 130, "time.token.grant": 58, "throughput.cycles": 5e6, "latency.token.p50": 3_000]
    }

    @Test("Equal builds on a noisy, wandering machine are never red", arguments: 0..<20 as Range<UInt64>)
    func equalBuilds(seed: UInt64) {
        var machine = NoisyMachine(seed: seed)
        (machine.base, machine.head, machine.noise, machine.drift) = (Self.truth, Self.truth, 0.05, 0.3)
        for judgement in machine.judge(Self.series, seed: seed) {
            #expect(judgement.verdict != .regressed, "\(judgement.series.name) by \(judgement.change), seed \(seed)")
        }
    }

    @Test("Five percent in one series is found, in that series alone", arguments: 0..<10 as Range<UInt64>)
    func slowdown(seed: UInt64) {
        var machine = NoisyMachine(seed: seed)
        (machine.base, machine.head, machine.noise, machine.drift) = (Self.truth, Self.truth, 0.01, 0.02)
        machine.head["time.token.grant"] = 58 * 1.05
        let judgements = machine.judge(Self.series, seed: seed)
        #expect(judgements.filter { $0.verdict == .regressed }.map(\.series.name) == ["time.token.grant"])
    }

    @Test("A quiet machine needs one pass")
    func quiet() {
        var machine = NoisyMachine(seed: 1)
        (machine.base, machine.head) = (Self.truth, Self.truth)
        var session = GateSession(Self.series, seed: 1)
        #expect(session.run { (arm, _) throws(Never) in machine.sample(arm) }.passCount == 1)
    }

    @Test("What stays ambiguous, and that alone, is sampled to the limit and then called unclear")
    func unclear() {
        var count = 0
        var wantedLast: [String] = []
        var session = GateSession(Self.series, seed: 1)
        let outcome = session.run { (arm, wanted) throws(Never) in
            var values = Self.truth
            // The second arm of the base differs from the first by more than the head does from either.
            if arm == .baseSecond { values["time.cycle"] = 160 }
            if arm.role == .head { values["time.cycle"] = 155 }
            count += 1
            wantedLast = wanted
            return GateSample(values: values.filter { wanted.contains($0.key) })
        }
        let effort = GateSession.Effort()
        #expect(outcome.passCount == effort.passesMax)
        #expect(wantedLast == ["time.cycle"])
        #expect(count == effort.passesMax * effort.rounds * effort.samplesPerPass * GateArm.allCases.count)
        #expect(outcome.judgements.filter { $0.verdict == .unclear }.map(\.series.name) == ["time.cycle"])
    }

    @Test("Each pass takes as many samples of every arm, in an order that the seed determines")
    func order() {
        func arms(seed: UInt64) -> [GateArm] {
            var arms: [GateArm] = []
            var effort = GateSession.Effort()
            (effort.rounds, effort.samplesPerPass, effort.passesMax) = (3, 2, 1)
            var session = GateSession(Self.series, effort: effort, seed: seed)
            _ = session.run { (arm, _) throws(Never) -> GateSample in
                arms.append(arm)
                return GateSample(values: Self.truth)
            }
            return arms
        }
        let order = arms(seed: 5)
        #expect(order.count == 24)
        for arm in GateArm.allCases { #expect(order.count { $0 == arm } == 6) }
        #expect(order == arms(seed: 5) && order != arms(seed: 6))
    }

    @Test("A sample that fails ends the session with its error")
    func failure() {
        var session = GateSession(Self.series, seed: 1)
        #expect(throws: GateError.tooSlow(seconds: 3)) {
            try session.run { (_, _) throws(GateError) in throw .tooSlow(seconds: 3) }
        }
    }
}
