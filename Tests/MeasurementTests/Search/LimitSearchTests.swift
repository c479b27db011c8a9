import Measurement
import TestSupport
import Testing

@Suite struct LimitSearchTests {
    /// Runs a search whose objective is `holds`; never more runs than allowed.
    private func run(
        _ goal: LimitSearch.Goal = .largest, start: Double = 1_000, range: ClosedRange<Double> = 1...1_000_000,
        isWhole: Bool = false, _ holds: (LimitSearch.Probe) -> Bool
    ) -> (answer: LimitAnswer, search: LimitSearch) {
        var settings = LimitSearch.Settings(goal: goal, start: start, range: range)
        settings.isWhole = isWhole
        var search = LimitSearch(settings)
        while true {
            switch search.next {
            case .done(let answer): return (answer, search)
            case .probe(let probe):
                #expect(range.contains(probe.value), "\(probe.value) was asked for")
                search.record(holds(probe) ? .holds : .misses)
            }
        }
    }

    @Test("It doubles, bisects to 2 % and confirms")
    func steps() {
        let (answer, search) = run { $0.value <= 5_000 }
        let values = search.outcomes.map(\.probe.value)
        #expect(values == [1_000, 2_000, 4_000, 8_000, 6_000, 5_000, 5_500, 5_250, 5_125, 5_062.5, 5_000])
        #expect(search.outcomes.map(\.probe.isConfirmation) == Array(repeating: false, count: 10) + [true])
        #expect(answer == .found(5_000, missedAt: 5_062.5))
        #expect(search.unconfirmed == [])
    }

    @Test("It halves where the start is too hard")
    func halves() {
        let (answer, search) = run { $0.value <= 70 }
        #expect(search.outcomes.prefix(5).map(\.probe.value) == [1_000, 500, 250, 125, 62.5])
        guard case .found(let value, let missed) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(value <= 70 && missed > 70 && missed - value <= 0.02 * value)
    }

    @Test("Wherever the limit is, it is found within 2 %, in few runs", arguments: [1, 2, 3] as [UInt64])
    func anywhere(stream: UInt64) {
        var generator = TestSeed.current.generator(Int(stream))
        for _ in 0..<500 {
            let limit = Double.random(in: 1...999_999, using: &generator)
            let start = Double.random(in: 1...1_000_000, using: &generator)
            for goal in [LimitSearch.Goal.largest, .smallest] {
                let (answer, search) = run(goal, start: start) {
                    goal == .largest ? $0.value <= limit : $0.value >= limit
                }
                guard case .found(let value, let missed) = answer else {
                    #expect(Bool(false), "\(answer) for \(limit) from \(start), \(TestSeed.current)")
                    continue
                }
                let held = goal == .largest ? value <= limit && missed > limit : value >= limit && missed < limit
                #expect(held && abs(missed - value) <= 0.02 * value, "\(limit) from \(start), \(TestSeed.current)")
                #expect(search.outcomes.count <= 30)
            }
        }
    }

    @Test("What holds everywhere holds up to the limit, and that is confirmed")
    func throughout() {
        let (answer, search) = run { _ in true }
        #expect(answer == .holdsThroughout(1_000_000))
        #expect(search.outcomes.last == .init(probe: .init(value: 1_000_000, isConfirmation: true), finding: .holds))
        #expect(run(.smallest) { _ in true }.answer == .holdsThroughout(1))
        #expect(run(start: 1e9) { _ in true }.answer == .holdsThroughout(1_000_000))
    }

    @Test("What holds nowhere never holds, and the easiest value is said")
    func never() {
        let (answer, search) = run { _ in false }
        #expect(answer == .neverHolds(1))
        #expect(search.outcomes.count == 11)
        #expect(run(.smallest) { _ in false }.answer == .neverHolds(1_000_000))
        #expect(answer.value == nil)
    }

    @Test("Runs that are invalid are not taken for the target's limit")
    func invalid() {
        var search = LimitSearch(.init(goal: .largest, start: 1_000, range: 1...1_000_000))
        while case .probe(let probe) = search.next { search.record(probe.value <= 5_000 ? .holds : .invalid) }
        guard case .done(.found(let value, let missed)) = search.next else {
            return #expect(Bool(false), "\(search.next)")
        }
        #expect(value <= 5_000 && search.finding(at: value) == .holds && search.finding(at: missed) == .invalid)
        #expect(search.finding(at: 3) == nil)
        search = LimitSearch(search.settings)
        while case .probe = search.next { search.record(.invalid) }
        #expect(search.next == .done(.neverValid(1)) && LimitAnswer.neverValid(1).value == nil)
        // What is easier was valid, and missed.
        search = LimitSearch(search.settings)
        while case .probe(let probe) = search.next { search.record(probe.value > 100 ? .invalid : .misses) }
        #expect(search.next == .done(.neverHolds(1)))
    }

    @Test("Whole values are found to the last one", arguments: [1, 2, 3, 7, 10, 49, 50, 51, 99])
    func whole(limit: Int) {
        let (answer, search) = run(start: 10, range: 1...100, isWhole: true) { $0.value <= Double(limit) }
        #expect(search.outcomes.allSatisfy { $0.probe.value == $0.probe.value.rounded() })
        // Below fifty the precision is finer than one.
        if limit < 50 { #expect(answer == .found(Double(limit), missedAt: Double(limit + 1))) }
        #expect(answer.value.map { $0 <= Double(limit) && $0 >= Double(limit) / 1.03 } == true, "\(answer)")
    }

    @Test("A range of one value is asked twice at most")
    func oneValue() {
        #expect(run(range: 5...5) { _ in true }.search.outcomes.count == 2)
        #expect(run(range: 5...5) { _ in false }.answer == .neverHolds(5))
    }

    @Test("A value that held by luck is refuted by the confirming run, and the search goes on below it")
    func luck() {
        // Holds up to 3,000; around 4,000 it held once.
        var isLucky = true
        let (answer, search) = run { probe in
            if (3_950...4_050).contains(probe.value), isLucky {
                isLucky = !probe.isConfirmation
                return !probe.isConfirmation
            }
            return probe.value <= 3_000
        }
        #expect(!search.unconfirmed.isEmpty)
        guard case .found(let value, let missed) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(value <= 3_000 && value > 2_900 && missed > 3_000)
    }

    @Test("What is never confirmed is given up, with what is known")
    func neverConfirmed() {
        let (answer, search) = run { !$0.isConfirmation && $0.value <= 5_000 }
        #expect(search.unconfirmed.count == 3)
        guard case .unsettled(_, let missed?) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(missed <= 5_000 && answer.value == nil)
    }

    @Test("Whatever the outcomes, the runs are bounded and the answer keeps to them", arguments: [1, 2] as [UInt64])
    func chaos(stream: UInt64) {
        var generator = TestSeed.current.generator(Int(stream))
        for _ in 0..<2_000 {
            let (answer, search) = run { _ in Bool.random(using: &generator) }
            #expect(search.outcomes.count <= 40)
            guard let value = answer.value else { continue }
            let confirmed = LimitSearch.Outcome(probe: .init(value: value, isConfirmation: true), finding: .holds)
            #expect(search.outcomes.last == confirmed, "\(TestSeed.current)")
        }
    }

    @Test("Asking again changes nothing, and neither does a record after the end")
    func idempotent() {
        var (answer, search) = run { $0.value <= 5_000 }
        let count = search.outcomes.count
        search.record(.misses)
        #expect(search.next == .done(answer) && search.outcomes.count == count)
        answer = .neverHolds(1)
        #expect(search.next != .done(answer))
    }
}
