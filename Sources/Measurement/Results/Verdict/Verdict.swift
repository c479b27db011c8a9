/// The verdicts on a run: key `verdict` of the result file.
///
/// First whether its figures count at all, then which objectives they meet. An invalid run never passes a gate, whatever
/// its objectives say.
public struct Verdict: Equatable, Sendable {
    /// Whether the figures may be believed.
    public var valid: Bool
    /// Why not: sentences a person can act on. Empty for a valid run.
    public var reasons: [String]
    /// The objectives that were asked for, in the order asked.
    public var objectives: [ObjectiveOutcome]
    /// What to keep in mind with the figures although the run is valid.
    public var warnings: [String]

    /// A verdict as given.
    public init(
        valid: Bool, reasons: [String] = [], objectives: [ObjectiveOutcome] = [], warnings: [String] = []
    ) {
        self.valid = valid
        self.reasons = reasons
        self.objectives = objectives
        self.warnings = warnings
    }

    /// Whether every objective is met; true when none was asked.
    public var objectivesHold: Bool { objectives.allSatisfy(\.holds) }

    /// The verdict on a run of several phases: valid when each phase is. Reasons, warnings and objectives carry the name of
    /// their phase in front. Objectives asked of the whole are the caller's to add.
    public static func joined(_ phases: [Phase]) -> Verdict {
        var joined = Verdict(valid: true)
        for phase in phases {
            let verdict = phase.result.verdict
            joined.valid = joined.valid && verdict.valid
            joined.reasons += verdict.reasons.map { "\(phase.name): \($0)" }
            joined.warnings += verdict.warnings.map { "\(phase.name): \($0)" }
            joined.objectives += verdict.objectives.map { outcome in
                var outcome = outcome
                outcome.expression = "\(phase.name): \(outcome.expression)"
                return outcome
            }
        }
        return joined
    }
}

extension Verdict: Codable {
    /// The keys of the file.
    private enum CodingKeys: String, CodingKey { case valid, reasons, objectives, warnings }

    /// Reads a verdict; one without `warnings` has none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            valid: try container.decode(Bool.self, forKey: .valid),
            reasons: try container.decode([String].self, forKey: .reasons),
            objectives: try container.decode([ObjectiveOutcome].self, forKey: .objectives),
            warnings: try container.decodeIfPresent([String].self, forKey: .warnings) ?? [])
    }
}
