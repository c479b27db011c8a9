extension Objective {
    /// Reads an objective; see ``Objective`` for what can be said.
    ///
    /// - Throws: ``ObjectiveSyntaxError`` at the first character that fits nowhere. Text longer than
    ///   ``characterCountMax`` characters is not read at all.
    public init(parsing text: String) throws(ObjectiveSyntaxError) {
        var parser = ObjectiveParser(text)
        self = try parser.objective()
    }

    /// The longest text that is read, in characters.
    public static var characterCountMax: Int { 200 }
}

/// A cursor over the text of an objective; reads it from left to right in one pass.
private struct ObjectiveParser {
    let expression: String
    let scalars: [Unicode.Scalar]
    var index = 0

    init(_ text: String) {
        expression = text
        // One more than is allowed, so that a text without end costs no more than a long one.
        scalars = Array(text.unicodeScalars.prefix(Objective.characterCountMax + 1))
    }

    mutating func objective() throws(ObjectiveSyntaxError) -> Objective {
        guard scalars.count <= Objective.characterCountMax else {
            throw complaint(
                at: Objective.characterCountMax, "the text is too long", ["\(Objective.characterCountMax) characters"])
        }
        let subject = try subject()
        let comparison = try comparison()
        let number = try number()
        let factor = try unitFactor(of: subject)
        skipSpaces()
        guard index == scalars.count else { throw complaint(at: index, "unexpected \(shown(rest()))", ["the end"]) }
        let first = scalars.firstIndex { $0 != " " } ?? 0
        let last = scalars.lastIndex { $0 != " " } ?? 0
        return Objective(
            expression: text(first..<last + 1), subject: subject, comparison: comparison, limit: number * factor)
    }

    /// The word before the operator, with its series.
    private mutating func subject() throws(ObjectiveSyntaxError) -> Objective.Subject {
        skipSpaces()
        let start = index
        let word = word()
        switch word {
        case "throughput": return .requestRate
        case "cycles": return .cycleRate
        case "denied": return .deniedShare
        default: break
        }
        if let figure = StormFigure(rawValue: word) { return .storm(figure) }
        guard let statistic = LatencyStatistic(word) else {
            let allowed =
                LatencyStatistic.allCases.map { $0.label + "(...)" } + ["throughput", "cycles", "denied"]
                + StormFigure.allCases.map(\.rawValue)
            throw complaint(at: start, word.isEmpty ? "nothing to measure" : "unknown \(shown(word))", allowed)
        }
        try expect("(", after: "a latency is named with its series, as in \(word)(token)")
        skipSpaces()
        let seriesStart = index
        let name = self.word()
        guard let series = LatencySeries(label: name) else {
            let problem = name.isEmpty ? "no series is named" : "unknown series \(shown(name))"
            throw complaint(at: seriesStart, problem, LatencySeries.allCases.map(\.label))
        }
        try expect(")", after: "the series is not closed")
        return .latency(statistic, series)
    }

    private mutating func comparison() throws(ObjectiveSyntaxError) -> Objective.Comparison {
        skipSpaces()
        let start = index
        while let next = peek, next == "<" || next == ">" || next == "=" || next == "!" { index += 1 }
        let symbol = text(start..<index)
        guard let comparison = Objective.Comparison(rawValue: symbol) else {
            let problem = symbol.isEmpty ? "a comparison is missing" : "unknown comparison \(shown(symbol))"
            throw complaint(at: start, problem, Objective.Comparison.allCases.map(\.rawValue))
        }
        return comparison
    }

    private mutating func number() throws(ObjectiveSyntaxError) -> Double {
        skipSpaces()
        let start = index
        while let next = peek, ("0"..."9").contains(next) || next == "." { index += 1 }
        // `Double` reads ".5" and "5." as well; two points, or none but a point, are refused.
        guard let number = Double(text(start..<index)), number.isFinite else {
            throw complaint(at: start, "a number is missing", ["a decimal number such as 5 or 0.8"])
        }
        return number
    }

    /// The factor that takes the number to the subject's unit.
    private mutating func unitFactor(of subject: Objective.Subject) throws(ObjectiveSyntaxError) -> Double {
        skipSpaces()
        let start = index
        let unit = peek == "%" ? "%" : word()
        if unit == "%" { index += 1 }
        let times: [(unit: String, factor: Double)] = [("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9)]
        let factors: [(unit: String, factor: Double)] =
            switch subject {
            case .latency: times
            case .deniedShare: [("%", 1)]
            case .requestRate, .cycleRate: []
            case .storm(let figure):
                switch figure.unit {
                case "ns": times
                case "%": [("%", 1)]
                default: []
                }
            }
        if factors.isEmpty {
            guard unit.isEmpty else { throw complaint(at: start, "unexpected \(shown(unit))", ["the end"]) }
            return 1
        }
        // The micro sign and the Greek letter look alike and both are typed.
        let plain = unit == "\u{B5}s" || unit == "\u{3BC}s" ? "us" : unit
        guard let found = factors.first(where: { $0.unit == plain }) else {
            let problem = unit.isEmpty ? "a unit is missing" : "unknown unit \(shown(unit))"
            throw complaint(at: start, problem, factors.map(\.unit))
        }
        return found.factor
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func skipSpaces() {
        while peek == " " { index += 1 }
    }

    /// Letters, digits and points, as many as stand here.
    private mutating func word() -> String {
        let start = index
        while let next = peek, next.properties.isAlphabetic || ("0"..."9").contains(next) || next == "." {
            index += 1
        }
        return text(start..<index)
    }

    private mutating func expect(_ symbol: Unicode.Scalar, after problem: String) throws(ObjectiveSyntaxError) {
        skipSpaces()
        guard peek == symbol else { throw complaint(at: index, problem, [String(symbol)]) }
        index += 1
    }

    private func rest() -> String { text(index..<scalars.count) }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    private func shown(_ word: String) -> String { "\"\(VisibleText.of(word, columnsMax: 30))\"" }

    private func complaint(at position: Int, _ problem: String, _ allowed: [String]) -> ObjectiveSyntaxError {
        ObjectiveSyntaxError(expression: expression, column: position + 1, problem: problem, allowed: allowed)
    }
}
