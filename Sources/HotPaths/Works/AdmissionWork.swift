internal import Registration

/// `admission.*`: a law by itself, asked in batches of 64 whose time goes on at half the rate it plans with, so that a law which
/// meters grants one half and denies the other.
final class AdmissionWork<Law: AdmissionPolicy & ~Copyable>: HotPathWork {
    private let law = Law()
    private let setting: HotPathSetting

    init(_ setting: HotPathSetting) { self.setting = setting }

    private static var serviceRate: Double { 1_000_000 }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int {
        var parameters = Parameters()
        parameters.assumedServiceRate = Self.serviceRate
        let load = Load(queueDepth: 0, processorLoad: 0, serviceRate: Self.serviceRate, outstandingGrants: 0)
        let places = setting.share(of: thread)
        var decided = 0
        for batch in Batches(of: places) {
            // Two arrivals in the time of one service.
            let now = Instant.epoch + .seconds(100) + Nanoseconds(Int64(batch.lowerBound - places.lowerBound) * 500)
            var decisions = law.open(count: batch.count, load: load, parameters: parameters, at: now)
            for _ in batch {
                switch law.decide(.token, &decisions) {
                case .grant: decided += 1
                case .deny(let retryAfter, _): if retryAfter > .zero { decided += 1 }
                }
            }
            law.close(decisions)
        }
        return decided
    }
}

extension AdmissionWork where Law == OpenPolicy {
    static func open(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting) }
}

extension AdmissionWork where Law == ThresholdPolicy {
    static func threshold(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting) }
}

extension AdmissionWork where Law == TokenBucketPolicy {
    static func tokenBucket(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting) }
}

extension AdmissionWork where Law == CalendarPolicy {
    static func calendar(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting) }
}
