internal import Workload

/// `plan.next`: the arrivals of a saturated plan with a mix of kinds, walked by as many workers as there are threads.
final class PlanWork: HotPathWork {
    private let plan: Plan
    private let setting: HotPathSetting

    init(_ setting: HotPathSetting) throws {
        plan = try Plan(
            seed: setting.seed, devices: setting.devices, profile: .saturate,
            mix: try Mix([.tokenCycle: 0.9, .initial: 0.08, .priority: 0.02]))
        self.setting = setting
    }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int {
        var arrivals = plan.cursor(worker: thread, of: setting.threads)
        var count = 0
        while let arrival = arrivals.next() { if arrival.device < UInt32(setting.devices) { count += 1 } }
        return count
    }
}
