internal import Registration

/// Plays storms in virtual time.
public enum StormSimulation {
    /// Why a storm could not be played.
    public enum Failure: Error, Hashable, Sendable {
        /// The scenario cannot be played.
        case invalid(StormScenario.Problem)
        /// The system cannot provide the memory of the controllers.
        case outOfMemory
        /// Whoever asked for it did not want it any more.
        case cancelled
    }

    /// Plays `scenario` to its end and tells what it came to. Bounded in time and memory for every scenario that has no problem;
    /// deterministic: the same scenario gives the same outcome, bit for bit, on every machine.
    ///
    /// - Parameter isCancelled: asked from time to time, some ten times a second; once it says so the storm ends with
    ///   ``Failure/cancelled``.
    public static func run(
        _ scenario: StormScenario, isCancelled: () -> Bool = { false }
    ) throws(Failure) -> StormOutcome {
        if let problem = scenario.problem() { throw .invalid(problem) }
        switch scenario.law {
        case .open: return try play(scenario, OpenPolicy.self, isCancelled)
        case .fixed60, .retryAfter5, .fullJitter, .rfc5626, .threshold:
            return try play(scenario, ThresholdPolicy.self, isCancelled)
        case .tokenBucket: return try play(scenario, TokenBucketPolicy.self, isCancelled)
        case .calendar: return try play(scenario, CalendarPolicy.self, isCancelled)
        case .aimd: return try play(scenario, BreakwaterPolicy.self, isCancelled)
        case .gradient: return try play(scenario, GradientPolicy.self, isCancelled)
        }
    }

    private static func play<Law: AdmissionPolicy & ~Copyable>(
        _ scenario: StormScenario, _ law: Law.Type, _ isCancelled: () -> Bool
    ) throws(Failure) -> StormOutcome {
        do {
            var engine = try StormEngine<Law>(scenario)
            guard let outcome = try engine.run(isCancelled: isCancelled) else { throw Failure.cancelled }
            return outcome
        } catch Failure.cancelled {
            throw .cancelled
        } catch {
            // Making a controller fails for want of memory and for nothing else.
            throw .outOfMemory
        }
    }
}
