/// What became of an objective: an element of `verdict.objectives` in the result file.
public struct ObjectiveOutcome: Codable, Equatable, Sendable {
    /// The objective as it was typed.
    public var expression: String
    /// The measured figure, in ``unit``; `nil` where the run does not bear it.
    @OrNull public var measured: Double?
    /// Whether the objective is met. One that could not be measured is not.
    public var holds: Bool
    /// The unit of ``measured``: "ns", "1/s" or "%".
    @OrNull public var unit: String?
    /// Why the objective does not hold, where the figure alone does not tell.
    @OrNull public var reason: String?

    /// An outcome as given.
    public init(expression: String, measured: Double?, holds: Bool, unit: String? = nil, reason: String? = nil) {
        self.expression = expression
        self.measured = measured
        self.holds = holds
        self.unit = unit
        self.reason = reason
    }
}
