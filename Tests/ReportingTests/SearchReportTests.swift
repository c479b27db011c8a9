import Measurement
import Testing

@testable import Reporting

@Suite struct SearchReportTests {
    private func text(_ goal: LimitSearch.Goal = .largest, _ holds: (LimitSearch.Probe) -> Bool) -> String {
        var settings = LimitSearch.Settings(goal: goal, start: 1_000, range: 100...64_000)
        settings.isWhole = true
        var search = LimitSearch(settings)
        while case .probe(let probe) = search.next { search.record(holds(probe) ? .holds : .misses) }
        return SearchReport(search, over: "devices", objective: "T99<120s").text
    }

    @Test("Each answer is a sentence")
    func answers() {
        #expect(
            text { $0.value <= 5_000 }
                == "The most for which T99<120s holds: 5,000 devices, confirmed; it misses at 5,062.\n")
        #expect(
            text(.smallest) { $0.value >= 800 }
                == "The least for which T99<120s holds: 812 devices, confirmed; it misses at 796.\n")
        #expect(
            text { _ in true }
                == "T99<120s holds up to 64,000 devices, the end of the search; more was not tried.\n")
        #expect(text { _ in false } == "T99<120s does not hold, not even at 100 devices.\n")
    }

    @Test("A run that is invalid is not said to miss")
    func invalid() {
        var settings = LimitSearch.Settings(goal: .largest, start: 4_000, range: 1_000...64_000)
        settings.isWhole = true
        var search = LimitSearch(settings)
        while case .probe(let probe) = search.next { search.record(probe.value <= 5_000 ? .holds : .invalid) }
        #expect(
            SearchReport(search, over: "cycles/s", objective: "p99(token)<1ms").text
                == "The most for which p99(token)<1ms holds: 5,000 cycles/s, confirmed; the run at 5,062 is invalid, and says nothing "
                + "of its target.\n")
        search = LimitSearch(settings)
        while case .probe = search.next { search.record(.invalid) }
        #expect(
            SearchReport(search, over: "cycles/s", objective: "p99(token)<1ms").text
                == "No answer: not even the run at 1,000 cycles/s is valid.\n")
        let outcome = LimitSearch.Outcome(probe: .init(value: 4_000, isConfirmation: false), finding: .invalid)
        #expect(
            SearchReport.line(outcome, quantity: "cycles/s", measured: "The generator sent late")
                == "       4,000 cycles/s  invalid  The generator sent late")
    }

    @Test("What was not confirmed is told")
    func unconfirmed() {
        let text = text { !$0.isConfirmation && $0.value <= 5_000 }
        #expect(text.hasPrefix("No answer after "))
        #expect(text.contains("\nIt held at 5,000, "))
    }

    @Test("A run is a line")
    func line() {
        let outcome = LimitSearch.Outcome(probe: .init(value: 4_000, isConfirmation: true), finding: .holds)
        #expect(
            SearchReport.line(outcome, quantity: "devices", measured: "81.0 s")
                == "       4,000 devices  holds    81.0 s  (confirmed)")
        let missed = LimitSearch.Outcome(probe: .init(value: 0.5, isConfirmation: false), finding: .misses)
        #expect(SearchReport.line(missed, quantity: "s", measured: nil) == "       0.500 s  misses")
    }

    @Test("A search cut short says so")
    func cutShort() {
        let search = LimitSearch(.init(goal: .largest, start: 1, range: 1...2))
        #expect(SearchReport(search, over: "x", objective: "y").text == "The search was cut short after 0 runs.\n")
    }
}
