public import Measurement

extension StormOutcome {
    /// The outcome as the result file tells it.
    public var result: StormResult {
        var result = StormResult(
            law: law.label, devices: devices, rehomingDevices: rehomingDevices,
            serviceRatePerSecond: serviceRatePerSecond, recovery: recovery.result)
        result.played = .simulation
        result.boundSeconds = boundSeconds
        (result.t50, result.t90, result.t99, result.t100) = (t50, t90, t99, t100)
        result.t100OverBound = result.overBound(t100)
        result.tokenRequestsPerDevice = tokenRequestsPerDevice
        result.messagesPerRegistration = messagesPerRegistration
        result.denialsPerDeviceMax = UInt64(clamping: denialsPerDeviceMax)
        result.utilisation = utilisation
        result.goodputRatio = goodputRatio
        result.wastedRegistrations = UInt64(clamping: wastedRegistrations)
        result.secondFailovers = UInt64(clamping: secondFailovers)
        result.keepAliveMisses = UInt64(clamping: keepAliveMisses)
        result.neverRegistered = UInt64(clamping: neverRegistered)
        let spent = withoutServiceSeconds
        result.withoutServiceSeconds = .init(total: spent.total, p50: spent.p50, p99: spent.p99, max: spent.max)
        for tier in queueWaitSeconds {
            result.queueWaitSeconds[tier.tier] = .init(p50: tier.wait.p50, p99: tier.wait.p99)
        }
        result.promiseErrorSeconds = .init(p50: promiseErrorSeconds.p50, p99: promiseErrorSeconds.p99)
        result.jainIndex = jainIndex
        result.curve = curve.map { .init(seconds: $0.seconds, registered: UInt64(clamping: $0.registered)) }
        return result
    }

    /// What had to hold of this storm, and whether it did.
    public var invariant: Invariant {
        Invariant(
            name: law.label, holds: violations.isEmpty,
            detail: violations.isEmpty ? "no violation in \(eventsPlayed) events" : violations.joined(separator: "; "))
    }
}

extension StormOutcome.Recovery {
    fileprivate var result: StormResult.Recovery {
        switch self {
        case .recovered: .recovered
        case .metastable: .metastable
        case .never: .never
        }
    }
}
