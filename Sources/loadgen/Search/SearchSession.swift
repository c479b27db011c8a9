import LoadEngine
import Measurement
import Reporting

/// One call of `loadgen search`: its runs or storms, its report, its answer.
struct SearchSession {
    let options: SearchOptions
    let objective: Objective
    let quantity: SearchQuantity
    /// Plays one probe and judges it.
    let play: (LimitSearch.Probe) throws -> RunResult
    let settings: LimitSearch.Settings
    let isInStorms: Bool
    let control: RunControl

    /// Searches; returns how the tool should exit.
    func run() throws -> ToolExit {
        try options.output.check()
        let interrupt = Interrupt { [control] in control.cancel() }
        defer { interrupt.end() }
        let unit = quantity.unit(inStorms: isInStorms)
        var search = LimitSearch(settings)
        var confirmed: RunResult?
        // The last probe played to its end: what is written of a search that is cut short.
        var last: RunResult?
        while case .probe(let probe) = search.next, !control.isCancelled {
            let result = try play(probe)
            if control.isCancelled { break }
            let outcome = result.verdict.objectives.last
            search.record(!result.verdict.valid ? .invalid : outcome?.holds ?? false ? .holds : .misses)
            last = result
            if probe.isConfirmation { confirmed = result }
            guard !options.quiet, let made = search.outcomes.last else { continue }
            let measured = result.verdict.valid ? outcome.flatMap(Self.words) : result.verdict.reasons.first
            print(SearchReport.line(made, quantity: unit, measured: measured))
        }
        print(SearchReport(search, over: unit, objective: objective.expression).text, terminator: "")
        guard case .done(let answer) = search.next else {
            try write(last, isWhole: false, of: search)
            return .interrupted
        }
        try write(confirmed, isWhole: true, of: search)
        switch answer {
        case .found, .holdsThroughout: return .pass
        case .neverHolds: return .objectiveMissed
        case .neverValid, .unsettled: return .invalidRun
        }
    }

    /// Writes the run that is kept, and the page of the whole search; nothing where no run was made.
    private func write(_ result: RunResult?, isWhole: Bool, of search: LimitSearch) throws(Failure) {
        guard var result else { return }
        result.command = RepeatCommand.text(of: CommandLine.arguments)
        let report = HTMLReport(
            search, over: quantity.unit(inStorms: isInStorms), objective: objective.expression, result: result)
        try options.output.write(result, isWhole: isWhole, report: report)
    }

    private static func words(_ outcome: ObjectiveOutcome) -> String? {
        outcome.measured.map { HumanFigures.measured($0, unit: outcome.unit) } ?? outcome.reason
    }
}
