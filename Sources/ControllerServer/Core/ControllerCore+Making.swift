internal import LockFree
internal import Registration

extension ServerConfiguration {
    /// The core that the configuration describes.
    ///
    /// - Throws: `OutOfMemory` when the system cannot provide the memory.
    func makeCore(hashSeed: UInt64) throws -> any ControllerCore {
        switch law {
        case .open: try makeCore(OpenPolicy.self, hashSeed)
        case .threshold: try makeCore(ThresholdPolicy.self, hashSeed)
        case .tokenBucket: try makeCore(TokenBucketPolicy.self, hashSeed)
        case .aimd: try makeCore(BreakwaterPolicy.self, hashSeed)
        case .gradient: try makeCore(GradientPolicy.self, hashSeed)
        case .calendar: try makeCore(CalendarPolicy.self, hashSeed)
        }
    }

    @inline(__always)
    private func makeCore<Law: AdmissionPolicy & ~Copyable>(
        _ law: Law.Type, _ hashSeed: UInt64
    ) throws -> any ControllerCore {
        switch discipline {
        case .strict: try makeCore(law, StrictPriority(), hashSeed)
        case .edf:
            // A token holder overtakes initial registrations of the last second and a half; one service in twenty is the lowest tier's.
            try makeCore(
                law, EarliestDeadline(offsets: [0, 500_000_000, 2_000_000_000], lowestTierPeriod: 20), hashSeed)
        case .drr: try makeCore(law, WeightedDeficitRoundRobin(weights: [6, 3, 1]), hashSeed)
        }
    }

    @inline(__always)
    private func makeCore<Law: AdmissionPolicy & ~Copyable, Order: QueueDiscipline>(
        _ law: Law.Type, _ order: Order, _ hashSeed: UInt64
    ) throws -> any ControllerCore {
        try TypedCore<Law, Order>(
            coreConfiguration(hashSeed: hashSeed), discipline: order, serviceRatePerSecondMax: serviceRatePerSecondMax,
            makingLanes: { CoreLane(of: $0, seed: $1) })
    }
}
