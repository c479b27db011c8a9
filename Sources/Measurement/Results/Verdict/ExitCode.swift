/// What the tool's exit status says. The numbers are a contract with scripts.
public enum ExitCode: Int32, CaseIterable, Sendable {
    /// The run is valid and meets its objectives.
    case pass = 0
    /// Something failed that should not.
    case unexpectedFailure = 1
    /// The run is valid but misses an objective.
    case objectiveMissed = 2
    /// The figures are worse than those they were compared with.
    case regression = 3
    /// The run's figures do not count.
    case invalidRun = 4
    /// There is nothing to compare with.
    case noBaseline = 5
    /// The command line cannot be followed.
    case usage = 64
    /// The scenario file cannot be followed.
    case badScenario = 65
    /// The run was interrupted; a partial report was written.
    case interrupted = 130

    /// The status of a finished run. An invalid run is invalid, even where it also misses an objective: figures that do not
    /// count can neither meet nor miss one.
    public init(_ verdict: Verdict) {
        if !verdict.valid {
            self = .invalidRun
        } else {
            self = verdict.objectivesHold ? .pass : .objectiveMissed
        }
    }
}
