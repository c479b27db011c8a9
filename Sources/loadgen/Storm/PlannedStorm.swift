import Measurement
import Registration
import Simulation
import Workload

/// A plan as the storm laboratory plays it: each device is switched on at its first arrival.
///
/// When a device registers again, and how it waits, is the laboratory's to find out: that is what the laws are compared by. So of the plan
/// only who comes first when is taken, and who comes with priority, as a gateway does.
struct PlannedStorm {
    /// The plan's file, as it is called in reports.
    let name: String
    /// The plan; its hash is that of the result, as it is in a run.
    let plan: Plan
    /// The devices that come, in the order in which they do.
    let powerOns: [PowerOn]

    /// The most devices that the laboratory plays.
    private static var devicesMax: Int { 4_000_000 }

    /// The plan in the file at `path`, with the seed of the options where they have one.
    ///
    /// - Throws: ``Failure`` with exit 64 for options, `DocumentError` for the file.
    init(path: String, seed: UInt64?) throws {
        let scenario = try Scenario(path: path)
        var request = scenario.planRequest
        request.seed = seed ?? request.seed
        if scenario.profile?.kind == nil {
            // What a run saturates with when its file names no profile.
            request.profile = ProfileSettings(kind: .saturate)
            request.durationSeconds = nil
        }
        do {
            plan = try Plan(request)
        } catch {
            if let located = scenario.located(error) { throw located }
            throw Failure(exit: .usage, message: "--plan \(path): \(error)")
        }
        guard plan.devices <= Self.devicesMax else {
            throw Failure(
                exit: .usage, message: "--plan \(path): \(plan.devices) devices; a storm has \(Self.devicesMax) at most"
            )
        }
        name = path
        powerOns = Self.powerOns(of: plan)
        guard !powerOns.isEmpty else {
            throw Failure(exit: .usage, message: "--plan \(path): no device comes in the time that the plan lasts")
        }
    }

    /// Plays the plan's devices in `scenario`, in place of its own.
    func apply(to scenario: inout StormScenario) {
        scenario.devices = powerOns.count
        scenario.gatewayShare = 0
        scenario.start = .planned(powerOns)
        scenario.seed = plan.seed
    }

    /// The first arrival of each device that comes.
    private static func powerOns(of plan: Plan) -> [PowerOn] {
        var isKnown = [Bool](repeating: false, count: plan.devices)
        var powerOns: [PowerOn] = []
        // In a plan that is made, devices take turns: whoever did not come in the first round never does.
        var left = plan.profile.kind == .recorded ? Int.max : plan.devices
        var arrivals = plan.cursor()
        while left > 0, powerOns.count < plan.devices, let arrival = arrivals.next() {
            left -= 1
            guard !isKnown[Int(arrival.device)] else { continue }
            isKnown[Int(arrival.device)] = true
            powerOns.append(
                PowerOn(
                    at: Nanoseconds(arrival.plannedNanoseconds),
                    deviceClass: arrival.kind == .priority ? .gateway : .phone))
        }
        return powerOns
    }
}
