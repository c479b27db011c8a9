import Testing

@testable import Gate

@Suite struct SeriesJudgementTests {
    private static let time = GateSeries("time.cycle", unit: "ns", minimumChange: 0.03)
    private static let rate = GateSeries("throughput.cycles", unit: "cycles/s", better: .higher, minimumChange: 0.03)

    /// Rounds in which each arm measured one value, in the order of ``GateArm``.
    private static func rounds(_ series: GateSeries, _ values: [[Double]]) -> [GateRound] {
        values.map { arms in
            var round = GateRound()
            for (arm, value) in zip(GateArm.allCases, arms) {
                round.add(GateSample(values: [series.name: value]), to: arm)
            }
            return round
        }
    }

    @Test("Worse beyond the minimum and beyond the noise in every round is a regression")
    func regressed() {
        let rounds = Self.rounds(Self.time, [[100, 101, 110, 111], [100, 100, 109, 110], [101, 100, 111, 110]])
        let judgement = SeriesJudgement(Self.time, rounds: rounds)
        #expect(judgement.verdict == .regressed && !judgement.isAmbiguous)
        #expect(abs(judgement.change - 0.095) < 0.01)
        #expect(judgement.interval.contains(judgement.change))
        #expect(judgement.base == 100 && judgement.head == 110)
    }

    @Test("One round within its noise, and nothing has been said")
    func unclear() {
        let rounds = Self.rounds(Self.time, [[100, 101, 110, 111], [100, 115, 109, 110], [101, 100, 111, 110]])
        let judgement = SeriesJudgement(Self.time, rounds: rounds)
        #expect(judgement.verdict == .unclear && judgement.isAmbiguous)
    }

    @Test("Less than the minimum is no change, however clear")
    func withinMinimum() {
        let rounds = Self.rounds(Self.time, Array(repeating: [100, 100, 102, 102], count: 4))
        let judgement = SeriesJudgement(Self.time, rounds: rounds)
        #expect(judgement.verdict == .unchanged && !judgement.isAmbiguous)
    }

    @Test("Better is better, in either direction of a series", arguments: [time, rate])
    func improved(series: GateSeries) {
        let isTime = series.better == .lower
        let rounds = Self.rounds(series, Array(repeating: isTime ? [100, 100, 80, 80] : [80, 80, 100, 100], count: 4))
        #expect(SeriesJudgement(series, rounds: rounds).verdict == .improved)
        let worse = Self.rounds(series, Array(repeating: isTime ? [80, 80, 100, 100] : [100, 100, 80, 80], count: 4))
        #expect(SeriesJudgement(series, rounds: worse).verdict == .regressed)
    }

    @Test("The best of an arm's samples counts")
    func best() {
        var round = GateRound()
        for arm in GateArm.allCases {
            for value in [130.0, 100, 250] { round.add(GateSample(values: ["time.cycle": value]), to: arm) }
        }
        #expect(round.value(of: Self.time, in: .headFirst) == 100)
        #expect(round.movement(of: Self.time) == RoundMovement(worsening: 0, noise: 0))
    }

    @Test("What rises from nothing regresses, and what stays nothing does not")
    func fromNothing() {
        let allocations = GateSeries("memory.allocationsPerRequest", unit: "", minimumChange: 0.001)
        let risen = Self.rounds(allocations, Array(repeating: [0, 0, 0.5, 0.5], count: 3))
        #expect(SeriesJudgement(allocations, rounds: risen).verdict == .regressed)
        let fallen = Self.rounds(allocations, Array(repeating: [0.5, 0.5, 0, 0], count: 3))
        #expect(SeriesJudgement(allocations, rounds: fallen).verdict == .improved)
        let nothing = Self.rounds(allocations, Array(repeating: [0, 0, 0, 0], count: 3))
        #expect(SeriesJudgement(allocations, rounds: nothing).verdict == .unchanged)
    }

    @Test("A series that one build lacks is missing, and no change")
    func missing() {
        var round = GateRound()
        for arm in [GateArm.headFirst, .headSecond] { round.add(GateSample(values: ["time.cycle": 1]), to: arm) }
        let judgement = SeriesJudgement(Self.time, rounds: [round, round])
        #expect(judgement.verdict == .missing && !judgement.isAmbiguous)
        #expect(judgement.base == nil && judgement.head == 1)
    }
}
