internal import Registration

/// `admission.*`: a law by itself, asked in batches of 64 whose time goes on at half the rate it plans with, so that a law which
/// meters grants one half and denies the other.
///
/// The law's type is known only inside a closure, made where it is concrete, so that the loop is specialised for it.
struct AdmissionWork: HotPathWork {
    private let setting: HotPathSetting
    /// Has the law decide a request for each of these places; returns how many answers were in order.
    private let decide: @Sendable (Range<Int>) -> Int

    static func open(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, OpenPolicy()) }

    static func threshold(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, ThresholdPolicy()) }

    static func tokenBucket(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, TokenBucketPolicy()) }

    static func breakwater(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, BreakwaterPolicy()) }

    static func gradient(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, GradientPolicy()) }

    static func calendar(_ setting: HotPathSetting) -> AdmissionWork { AdmissionWork(setting, CalendarPolicy()) }

    @inline(__always)
    private init<Law: AdmissionPolicy & ~Copyable>(_ setting: HotPathSetting, _ law: consuming Law) {
        self.setting = setting
        let shared = SharedLaw(law)
        decide = { Self.decide($0, by: shared.law) }
    }

    private static var serviceRate: Double { 1_000_000 }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int { decide(setting.share(of: thread)) }

    @inline(__always)
    private static func decide<Law: AdmissionPolicy & ~Copyable>(_ places: Range<Int>, by law: borrowing Law) -> Int {
        var parameters = Parameters()
        parameters.assumedServiceRate = serviceRate
        let load = Load(queueDepth: 0, processorLoad: 0, serviceRate: serviceRate, outstandingGrants: 0)
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

/// A law that several threads ask.
private final class SharedLaw<Law: AdmissionPolicy & ~Copyable>: Sendable {
    let law: Law

    init(_ law: consuming Law) { self.law = law }
}
