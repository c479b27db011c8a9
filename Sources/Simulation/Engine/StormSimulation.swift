/// Plays storms in virtual time.
public enum StormSimulation {
    /// Why a storm could not be played.
    public enum Failure: Error, Sendable {
        /// The scenario cannot be played.
        case invalid(StormScenario.Problem)
        /// The system cannot provide the memory of the controllers.
        case outOfMemory
        /// The law's controller is not part of this build.
        case lawUnavailable(StormLaw)
    }

    /// Plays `scenario` to its end and tells what it came to. Bounded in time and memory for every scenario that has no problem;
    /// deterministic: the same scenario gives the same outcome, bit for bit, on every machine.
    public static func run(_ scenario: StormScenario) throws(Failure) -> StormOutcome {
        if let problem = scenario.problem() { throw .invalid(problem) }
        throw .lawUnavailable(scenario.law)
    }
}
