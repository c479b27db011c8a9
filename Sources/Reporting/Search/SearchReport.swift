public import Measurement

/// A search for a limit as text: each run, then the answer in a sentence.
public struct SearchReport: Sendable {
    /// What is searched over, in words such as "devices".
    private let quantity: String
    private let objective: String
    private let search: LimitSearch

    /// A report on `search`, which looked for how many or how much `quantity` may be while `objective` holds.
    public init(_ search: LimitSearch, over quantity: String, objective: String) {
        self.search = search
        self.quantity = quantity
        self.objective = objective
    }

    /// One run, for showing runs as they end: "     4,000 devices  holds".
    public static func line(_ outcome: LimitSearch.Outcome, quantity: String, measured: String?) -> String {
        let value = figure(outcome.probe.value)
        let padding = String(repeating: " ", count: max(0, 12 - value.count))
        var line = "\(padding)\(value) \(quantity)  \(outcome.finding.rawValue)"
        let room = String(
            repeating: " ", count: LimitSearch.Finding.invalid.rawValue.count - outcome.finding.rawValue.count)
        if let measured { line += room + "  " + VisibleText.of(measured, columnsMax: 60) }
        if outcome.probe.isConfirmation { line += outcome.finding == .holds ? "  (confirmed)" : "  (not confirmed)" }
        return line
    }

    /// The answer, each line ended by a newline.
    public var text: String { lines.map { $0 + "\n" }.joined() }

    /// The answer in one line.
    var sentences: String { lines.joined(separator: " ") }

    private var lines: [String] {
        let goal = search.settings.goal == .largest ? "The most" : "The least"
        let beyond = search.settings.goal == .largest ? "more" : "less"
        let shown = VisibleText.of(objective, columnsMax: 60)
        var text: String
        switch search.next {
        case .probe: text = "The search was cut short after \(search.outcomes.count) runs."
        case .done(.found(let value, let missed)):
            text =
                "\(goal) for which \(shown) holds: \(Self.figure(value)) \(quantity), confirmed; "
                + (search.finding(at: missed) == .invalid
                    ? "the run at \(Self.figure(missed)) is invalid, and says nothing of its target."
                    : "it misses at \(Self.figure(missed)).")
        case .done(.holdsThroughout(let value)):
            text =
                "\(shown) holds up to \(Self.figure(value)) \(quantity), the end of the search; \(beyond) was not tried."
        case .done(.neverHolds(let value)):
            text = "\(shown) does not hold, not even at \(Self.figure(value)) \(quantity)."
        case .done(.neverValid(let value)):
            text = "No answer: not even the run at \(Self.figure(value)) \(quantity) is valid."
        case .done(.unsettled(let held, let missed)):
            text = "No answer after \(search.outcomes.count) runs: \(shown) "
            text += held.map { "held last at \(Self.figure($0)) \(quantity)" } ?? "held nowhere for sure"
            text += missed.map { " and not at \(Self.figure($0))." } ?? "."
        }
        var lines = [text]
        if !search.unconfirmed.isEmpty {
            let values = search.unconfirmed.map(Self.figure).joined(separator: ", ")
            lines.append(
                "It held at \(values) once and not when run again: what holds changes from run to run, or is "
                    + "not the same for all that is easier.")
        }
        return lines
    }

    /// Whole values with all digits, others with three.
    static func figure(_ value: Double) -> String {
        guard value < 1e15, let whole = UInt64(exactly: value) else { return HumanFigures.number(value) }
        return HumanFigures.count(whole)
    }
}
