import TestSupport
import Testing

/// The fast checker against the complete search, on random histories of up to 14 calls.
@Suite struct CheckerAgainstSearchTests {
    private static let historyCount = 1_500 * StressVolume.current.factor

    /// Queues of one and two tiers, almost always full to never full, with and without batches.
    private static let shapes: [SimulatedHistory] = [
        SimulatedHistory(capacities: [1], batchMax: 1, callCount: 12, threadCount: 3),
        SimulatedHistory(capacities: [2], batchMax: 3, callCount: 12, threadCount: 3),
        SimulatedHistory(capacities: [4], batchMax: 1, callCount: 14, threadCount: 4),
        SimulatedHistory(capacities: [100], batchMax: 1, callCount: 14, threadCount: 4),
        SimulatedHistory(capacities: [2, 2], batchMax: 1, callCount: 12, threadCount: 3),
        SimulatedHistory(capacities: [3, 100], batchMax: 3, callCount: 12, threadCount: 3),
    ]

    @Test("The checker objects to no history that is linearizable", arguments: shapes.indices)
    func neverObjectsToLinearizable(shape: Int) {
        let shape = Self.shapes[shape]
        let checker = HistoryChecker(capacities: shape.capacities, isStrict: true)
        let search = LinearizabilitySearch(capacities: shape.capacities)
        var random = TestSeed.current.generator(1)
        var foundCount = 0
        for _ in 0..<Self.historyCount {
            let history = shape.make(using: &random)
            #expect(search.isLinearizable(history), "the search misjudges \(history), \(TestSeed.current)")
            #expect(checker.violations(in: history).isEmpty, "\(history), \(TestSeed.current)")
            let corrupted = history.corrupted(using: &random)
            let violations = checker.violations(in: corrupted)
            guard !violations.isEmpty else { continue }
            foundCount += 1
            #expect(!search.isLinearizable(corrupted), "\(violations) in \(corrupted), \(TestSeed.current)")
        }
        #expect(foundCount > Self.historyCount / 20, "corruption is hardly ever seen: the comparison is empty")
    }

    @Test("Where no call is short and none is a batch, the checker misses nothing")
    func missesNothingWithoutShortCalls() {
        let shape = SimulatedHistory(capacities: [100], batchMax: 1, callCount: 14, threadCount: 4)
        let checker = HistoryChecker(capacities: shape.capacities)
        let search = LinearizabilitySearch(capacities: shape.capacities)
        var random = TestSeed.current.generator(2)
        var faultyCount = 0
        for _ in 0..<Self.historyCount {
            var history = shape.make(using: &random).corrupted(using: &random)
            history.calls.removeAll(where: \.isShort)
            let isLinearizable = search.isLinearizable(history)
            if !isLinearizable { faultyCount += 1 }
            #expect(
                checker.violations(in: history).isEmpty == isLinearizable, "\(history), \(TestSeed.current)")
        }
        #expect(faultyCount > Self.historyCount / 20, "hardly any history is faulty: the comparison is empty")
    }
}
