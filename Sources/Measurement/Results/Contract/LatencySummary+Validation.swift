extension LatencyFigures {
    /// Notes where the figures contradict each other or say more than their samples bear.
    func look(_ check: inout ContractCheck) {
        check.expect(unanswered <= count, "unanswered", "\(unanswered) of \(count) requests")
        if count == 0 {
            check.expect(min == nil && mean == nil && max == nil, "count", "figures without a sample")
        } else {
            check.expect(min != nil, "min", "missing although there are samples")
            check.expect(mean != nil, "mean", "missing although there are samples")
            check.expect(max != nil, "max", "missing although there are samples")
        }
        check.expectFigure(mean, "mean")
        if let mean, let min, let max {
            check.expect(mean >= Double(min) && mean <= Double(max), "mean", "outside of min and max")
        }
        for percentile in Percentile.allCases {
            let borne = count >= percentile.sampleCountMin
            check.expect(
                (self[percentile] != nil) == borne, percentile.rawValue,
                borne
                    ? "missing although \(count) samples bear it"
                    : "stated for \(count) samples; it needs \(percentile.sampleCountMin)")
        }
        var previous: (key: String, value: UInt64)?
        let ascending = [("min", min)] + Percentile.allCases.map { ($0.rawValue, self[$0]) } + [("max", max)]
        for (key, figure) in ascending {
            guard let figure else { continue }
            if let previous {
                check.expect(
                    figure >= previous.value, key, "\(figure) is below \(previous.key), \(previous.value)")
            }
            previous = (key, figure)
        }
    }
}

extension LatencySummary {
    /// Notes intervals that do not enclose their percentile.
    func lookAtIntervals(_ check: inout ContractCheck) {
        for percentile in Percentile.allCases {
            guard let interval = interval95[percentile] else {
                check.expect(figures[percentile] == nil, percentile.rawValue, "missing for a stated percentile")
                continue
            }
            guard let value = figures[percentile] else {
                check.expect(false, percentile.rawValue, "an interval without its percentile")
                continue
            }
            check.expect(
                interval.low <= value && value <= interval.high ?? .max, percentile.rawValue,
                "\(value) lies outside of its interval")
        }
    }
}
