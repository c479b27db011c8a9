extension Profile {
    /// Checks every setting against ``PlanLimits`` and, for a spike, against the length of the run.
    func validate(durationSeconds: Double) throws(PlanError) {
        switch self {
        case .saturate: break
        case .constant(let rate), .poisson(let rate): try Self.validate(rate, .rate)
        case .ramp(let from, let to): try validateRates((.from, from), (.to, to))
        case .step(let from, let to, let steps):
            try validateRates((.from, from), (.to, to))
            guard PlanLimits.steps.contains(steps) else { throw .stepsOutOfRange(Double(steps)) }
        case .spike(let base, let peak, let at, let length):
            try validateRates((.base, base), (.peak, peak))
            guard at >= 0, at < durationSeconds else { throw .spikeOutsideRun(.at, at) }
            // Decimal fractions do not add up exactly; what sticks out by rounding is cut off by the run's end.
            guard length > 0, at + length <= durationSeconds * (1 + 1e-9) else {
                throw .spikeOutsideRun(.for, length)
            }
        case .recorded(_, let speed): try Self.validate(speed: speed)
        }
    }

    /// Checks one rate; not-a-number fails every comparison.
    static func validate(_ rate: Double, _ key: ProfileKey) throws(PlanError) {
        let isPositive = key.mayBeZero ? rate >= 0 : rate > 0
        guard isPositive, rate <= PlanLimits.ratePerSecondMax else { throw .rateOutOfRange(key, rate) }
    }

    /// Checks how fast a recording is played; not-a-number is in no range.
    static func validate(speed: Double) throws(PlanError) {
        guard PlanLimits.speed.contains(speed) else { throw .speedOutOfRange(speed) }
    }

    private func validateRates(
        _ first: (key: ProfileKey, rate: Double), _ second: (key: ProfileKey, rate: Double)
    ) throws(PlanError) {
        try Self.validate(first.rate, first.key)
        try Self.validate(second.rate, second.key)
        guard first.rate > 0 || second.rate > 0 else { throw .noLoad(kind) }
    }
}
