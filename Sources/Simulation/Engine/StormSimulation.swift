internal import Registration

/// Plays storms in virtual time.
public enum StormSimulation {
    /// Why a storm could not be played.
    public enum Failure: Error, Hashable, Sendable {
        /// The scenario cannot be played.
        case invalid(StormScenario.Problem)
        /// The system cannot provide the memory of the controllers.
        case outOfMemory
    }

    /// Plays `scenario` to its end and tells what it came to. Bounded in time and memory for every scenario that has no problem;
    /// deterministic: the same scenario gives the same outcome, bit for bit, on every machine.
    public static func run(_ scenario: StormScenario) throws(Failure) -> StormOutcome {
        if let problem = scenario.problem() { throw .invalid(problem) }
        switch scenario.law {
        case .open: return try play(scenario, OpenPolicy.self)
        case .fixed60, .retryAfter5, .fullJitter, .rfc5626, .threshold:
            return try play(scenario, ThresholdPolicy.self)
        case .tokenBucket: return try play(scenario, TokenBucketPolicy.self)
        case .calendar: return try play(scenario, CalendarPolicy.self)
        case .aimd: return try play(scenario, BreakwaterPolicy.self)
        case .gradient: return try play(scenario, GradientPolicy.self)
        }
    }

    private static func play<Law: AdmissionPolicy & ~Copyable>(
        _ scenario: StormScenario, _ law: Law.Type
    ) throws(Failure) -> StormOutcome {
        do {
            var engine = try StormEngine<Law>(scenario)
            return try engine.run()
        } catch {
            // Making a controller fails for want of memory and for nothing else.
            throw .outOfMemory
        }
    }
}
