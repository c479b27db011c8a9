/// A place where a result does not say what the measurement contract asks for.
public struct ContractViolation: Equatable, Sendable, CustomStringConvertible {
    /// The key in the file, such as `latency.token.p99`.
    public var path: String
    /// What is wrong with it.
    public var problem: String

    /// Path and problem in one line, without control characters.
    public var description: String { VisibleText.of("\(path): \(problem)") }
}

/// Violations as they are found, each under the path of the part that is being looked at.
struct ContractCheck {
    /// What was found so far.
    private(set) var violations: [ContractViolation] = []
    /// The path of the part being looked at, with a point at its end, or empty.
    private let prefix: String

    init(path: String = "") { prefix = path.isEmpty ? "" : path + "." }

    /// Notes `problem` unless `condition` holds.
    mutating func expect(_ condition: Bool, _ key: String, _ problem: @autoclosure () -> String) {
        if !condition { violations.append(ContractViolation(path: prefix + key, problem: problem())) }
    }

    /// Notes a figure that is negative or no number.
    mutating func expectFigure(_ figure: Double?, _ key: String) {
        guard let figure else { return }
        expect(figure.isFinite && figure >= 0, key, "\(figure) is no figure: it must be zero or more")
    }

    /// Looks at a part under its own path.
    mutating func within(_ part: String, _ look: (inout ContractCheck) -> Void) {
        var inner = ContractCheck(path: prefix + part)
        look(&inner)
        violations += inner.violations
    }
}
