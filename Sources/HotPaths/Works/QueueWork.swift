internal import LockFree
@_spi(HotPaths) internal import Registration

/// `queue.*`: entries of all tiers in turn, enqueued and dequeued in batches by every thread, through one tiered queue.
///
/// The discipline's type is known only inside a closure, made where it is concrete, so that the loop is specialised for it.
struct QueueWork: HotPathWork {
    private let setting: HotPathSetting
    /// Takes the entries of these places through the queue; returns how many came out.
    private let transfer: @Sendable (Range<Int>) -> Int

    static func strict(_ setting: HotPathSetting) -> QueueWork { QueueWork(setting, StrictPriority()) }

    static func earliestDeadline(_ setting: HotPathSetting) -> QueueWork {
        QueueWork(setting, EarliestDeadline(offsets: [0, 64, 128], lowestTierPeriod: 16))
    }

    static func roundRobin(_ setting: HotPathSetting) -> QueueWork {
        QueueWork(setting, WeightedDeficitRoundRobin(weights: [4, 2, 1]))
    }

    @inline(__always)
    private init(_ setting: HotPathSetting, _ discipline: some QueueDiscipline) {
        self.setting = setting
        let queue = SharedQueue(threads: setting.threads)
        transfer = { queue.transfer($0, by: discipline) }
    }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int { transfer(setting.share(of: thread)) }
}

/// The queue that all threads share.
private final class SharedQueue: Sendable {
    private let queue: TieredQueue<QueuedRegistration>

    init(threads: Int) {
        // Whatever a thread has enqueued and not yet dequeued fits, so nothing is ever refused.
        let capacity = threads * 2 * HotPathSetting.batchCount
        queue = TieredQueue(capacities: Array(repeating: capacity, count: Self.tierCount))
    }

    private static var tierCount: Int { 3 }

    @inline(__always)
    func transfer(_ places: Range<Int>, by discipline: some QueueDiscipline) -> Int {
        var order = discipline
        var pending = (0..<Self.tierCount).map { _ in Self.room() }
        var served = Self.room()
        var count = 0
        for batch in Batches(of: places) {
            for place in batch {
                let tier = place % Self.tierCount
                let entry = QueuedRegistration(line: UInt32(place), tier: UInt8(tier), context: UInt64(place))
                pending[tier].append(Stamped(entry, stamp: UInt64(place)))
            }
            for tier in 0..<Self.tierCount {
                enqueue(pending[tier], tier: tier)
                pending[tier].removeAll(keepingCapacity: true)
            }
            served.removeAll(keepingCapacity: true)
            count += queue.dequeue(upTo: batch.count, by: &order, into: &served)
        }
        // What a lost race left, so that every thread ends with as many as it enqueued.
        var backoff = Backoff()
        while count < places.count {
            served.removeAll(keepingCapacity: true)
            let missing = min(places.count - count, HotPathSetting.batchCount)
            let got = queue.dequeue(upTo: missing, by: &order, into: &served)
            count += got
            if got == 0 { backoff.pause() }
        }
        return count
    }

    /// Everything fits, see `init`. A span lives no longer than the variable it looks at, here the parameter.
    private func enqueue(_ entries: [Stamped<QueuedRegistration>], tier: Int) {
        _ = queue.enqueue(contentsOf: entries.span, tier: tier)
    }

    private static func room() -> [Stamped<QueuedRegistration>] {
        var entries: [Stamped<QueuedRegistration>] = []
        entries.reserveCapacity(HotPathSetting.batchCount)
        return entries
    }
}
