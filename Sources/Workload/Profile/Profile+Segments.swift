extension Profile {
    /// The stretches of a deterministic open loop of this profile, in order of time; none for `saturate`
    /// and `recorded`. For `poisson` they
    /// describe the mean.
    func segments(durationSeconds: Double) -> [RateSegment] {
        var segments: [RateSegment] = []
        var start = 0.0
        var arrivals = 0.0
        func append(until end: Double, from: Double, to: Double) {
            let end = min(end, durationSeconds)
            guard end > start else { return }
            let segment = RateSegment(
                fromSeconds: start, toSeconds: end, fromRate: from, toRate: to, arrivalsAtStart: arrivals)
            segments.append(segment)
            start = end
            arrivals = segment.arrivalsAtEnd
        }
        switch self {
        case .saturate, .recorded: break
        case .constant(let rate), .poisson(let rate): append(until: durationSeconds, from: rate, to: rate)
        case .ramp(let from, let to): append(until: durationSeconds, from: from, to: to)
        case .step(let from, let to, let steps):
            for step in 0..<steps {
                let rate = from + (to - from) * (Double(step) / Double(steps - 1))
                append(until: durationSeconds * (Double(step + 1) / Double(steps)), from: rate, to: rate)
            }
        case .spike(let base, let peak, let at, let length):
            append(until: at, from: base, to: base)
            append(until: at + length, from: peak, to: peak)
            append(until: durationSeconds, from: base, to: base)
        }
        return segments
    }
}
