internal import LockFree
internal import Registration

/// `queue.*`: entries of all tiers in turn, enqueued and dequeued in batches by every thread, through one tiered queue.
final class QueueWork<Discipline: QueueDiscipline>: HotPathWork {
    private let queue: TieredQueue<QueuedRegistration>
    private let discipline: Discipline
    private let setting: HotPathSetting

    init(_ setting: HotPathSetting, discipline: Discipline) {
        // Whatever a thread has enqueued and not yet dequeued fits, so nothing is ever refused.
        let capacity = setting.threads * 2 * HotPathSetting.batchCount
        queue = TieredQueue(capacities: Array(repeating: capacity, count: Self.tierCount))
        self.discipline = discipline
        self.setting = setting
    }

    private static var tierCount: Int { 3 }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int {
        var order = discipline
        var pending = (0..<Self.tierCount).map { _ in Self.room() }
        var served = Self.room()
        var count = 0
        for batch in Batches(of: setting.share(of: thread)) {
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
        return count + drain(by: &order, into: &served, expecting: setting.share(of: thread).count - count)
    }

    /// Everything fits, see `init`. A span lives no longer than the variable it looks at, here the parameter.
    private func enqueue(_ entries: [Stamped<QueuedRegistration>], tier: Int) {
        _ = queue.enqueue(contentsOf: entries.span, tier: tier)
    }

    /// Takes what a lost race left, so that every thread ends with as many as it enqueued.
    private func drain(
        by order: inout Discipline, into served: inout [Stamped<QueuedRegistration>], expecting missing: Int
    ) -> Int {
        var count = 0
        var backoff = Backoff()
        while count < missing {
            served.removeAll(keepingCapacity: true)
            let got = queue.dequeue(
                upTo: min(missing - count, HotPathSetting.batchCount), by: &order, into: &served)
            count += got
            if got == 0 { backoff.pause() }
        }
        return count
    }

    private static func room() -> [Stamped<QueuedRegistration>] {
        var entries: [Stamped<QueuedRegistration>] = []
        entries.reserveCapacity(HotPathSetting.batchCount)
        return entries
    }
}

extension QueueWork<StrictPriority> {
    static func strict(_ setting: HotPathSetting) -> QueueWork { QueueWork(setting, discipline: StrictPriority()) }
}

extension QueueWork<EarliestDeadline> {
    static func earliestDeadline(_ setting: HotPathSetting) -> QueueWork {
        QueueWork(setting, discipline: EarliestDeadline(offsets: [0, 64, 128], lowestTierPeriod: 16))
    }
}

extension QueueWork<WeightedDeficitRoundRobin> {
    static func roundRobin(_ setting: HotPathSetting) -> QueueWork {
        QueueWork(setting, discipline: WeightedDeficitRoundRobin(weights: [4, 2, 1]))
    }
}
