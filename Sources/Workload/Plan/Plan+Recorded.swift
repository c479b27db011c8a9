extension Plan {
    /// The plan of a storm that was recorded, `speed` times as fast as it came.
    ///
    /// Who comes when, and with what, is what was recorded; ``devices`` and ``mix`` are counted from it. It lasts as long as its last
    /// arrival and one mean gap, and a second at least, so that its mean rate means something.
    ///
    /// - Throws: for no arrivals, a speed out of ``PlanLimits/speed``, and a recording that lasts too long at it.
    public init(seed: UInt64, recorded arrivals: RecordedArrivals, speed: Double = 1) throws(PlanError) {
        guard let last = arrivals.requests.last else { throw .arrivalsMissing }
        try Profile.validate(speed: speed)
        let lastSeconds = Double(last.plannedNanoseconds) / 1e9 / speed
        guard lastSeconds <= PlanLimits.durationSecondsMax else { throw .recordingTooLong(lastSeconds.rounded()) }
        let count = Double(arrivals.count)
        let withGap = count > 1 ? lastSeconds * (count / (count - 1)) : lastSeconds
        self.init(
            seed: seed, deviceCount: UInt32(arrivals.deviceNames.count), profile: .recorded(arrivals, speed: speed),
            durationSeconds: min(max(withGap, 1), PlanLimits.durationSecondsMax), mix: try Self.mix(of: arrivals),
            recording: arrivals.requests.map { Self.request($0, speed: speed) })
    }

    private static func mix(of arrivals: RecordedArrivals) throws(PlanError) -> Mix {
        var counts: [RequestKind: Double] = [:]
        for request in arrivals.requests { counts[request.kind, default: 0] += 1 }
        return try Mix(counts.mapValues { $0 / Double(arrivals.count) })
    }

    /// A recorded request at the time at which it is played, in whole nanoseconds, rounded down.
    private static func request(_ recorded: PlannedRequest, speed: Double) -> PlannedRequest {
        guard speed != 1 else { return recorded }
        return PlannedRequest(
            plannedNanoseconds: Int64(Double(recorded.plannedNanoseconds) / speed), device: recorded.device,
            kind: recorded.kind)
    }
}
