extension Plan {
    /// The exact number of arrivals; `nil` for a Poisson process, whose number is only known by walking it.
    public var plannedCount: UInt64? {
        switch profile {
        case .saturate: UInt64(devices)
        case .poisson: nil
        case .recorded: UInt64(recording.count)
        case .constant, .ramp, .step, .spike: segments.last?.endIndex ?? 0
        }
    }

    /// The expected number of arrivals: the integral of the rate over the run, the device count of a closed loop, or what was recorded.
    public var expectedCount: Double {
        switch profile {
        case .saturate: Double(devices)
        case .recorded: Double(recording.count)
        case .constant, .poisson, .ramp, .step, .spike: segments.last?.arrivalsAtEnd ?? 0
        }
    }

    /// The mean rate over the run, per second; `nil` for a closed loop, which goes as fast as it can.
    public var meanRatePerSecond: Double? {
        durationSeconds.map { expectedCount / $0 }
    }
}
