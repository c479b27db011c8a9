import Devices
import Foundation
import Registration
import Simulation
import Testing

/// `calendar` holds the goals of the storm laboratory, in every scenario that they name.
@Suite struct CalendarGoalTests {
    /// What holds wherever nothing forbids it.
    private static func expectGoals(_ outcome: StormOutcome, tokenRequests: Double = 2.1) {
        #expect(outcome.recovery == .recovered && outcome.neverRegistered == 0)
        #expect((outcome.t100OverBound ?? .infinity) <= 1.05)
        #expect(outcome.tokenRequestsPerDevice <= tokenRequests)
        #expect((outcome.utilisation ?? 0) >= 0.98)
        #expect(outcome.secondFailovers == 0 && outcome.keepAliveMisses == 0)
        #expect(outcome.violations == [])
    }

    /// A device that is queued for longer than its patience asks how far it is, once each such span. Where its acknowledgment is
    /// on the way at that moment the two cross, and it is registered a second time: no controller can know. That befalls
    /// the share of devices whose acknowledgment falls into one round trip of the span.
    private static func crossed(_ scenario: StormScenario) -> Double {
        let roundTrip = 2 * (scenario.network.latency + scenario.network.jitter).seconds
        return (Double(scenario.devices) * roundTrip / scenario.device.queuedPatience.seconds).rounded(.up)
    }

    @Test("The primary fails and returns", arguments: GoalStorm.sizes)
    func plain(devices: Int) throws {
        let outcome = try GoalStorm.play("outage", GoalStorm.storm(devices))
        Self.expectGoals(outcome)
        #expect(outcome.tokenRequestsPerDeviceMax <= 2 && outcome.wastedRegistrations == 0)
    }

    @Test("With slots of whole seconds, as SCCP and SIP have them", arguments: GoalStorm.sizes)
    func wholeSeconds(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.parameters = StormLaw.calendar.parameters(serviceRatePerSecond: scenario.serviceRate(of: 0))
        scenario.parameters?.retryGranularity = .seconds(1)
        let outcome = try GoalStorm.play("whole seconds", scenario)
        Self.expectGoals(outcome)
        #expect(outcome.wastedRegistrations == 0)
    }

    @Test(
        "The service rate halves in the middle: the bound is that of the rate of each moment",
        arguments: GoalStorm.sizes)
    func rateHalves(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.faults = [
            StormFault(
                .slowDown(factor: 0.5), controller: 0, start: GoalStorm.midStorm(scenario), length: StormFault.forever)
        ]
        let outcome = try GoalStorm.play("rate halves", scenario)
        Self.expectGoals(outcome)
        #expect(Double(outcome.wastedRegistrations) <= Self.crossed(scenario))
        let plain = Double(devices) / scenario.serviceRate(of: 0)
        #expect(abs((outcome.boundSeconds ?? 0) - (20 + 2 * (plain - 20))) < 0.01)
    }

    @Test(
        "A tenth never come back: the others are home as early as if nobody had expected the tenth",
        arguments: GoalStorm.sizes)
    func neverReturn(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.misbehaviour.neverReturns = 0.1
        let outcome = try GoalStorm.play("10 % never return", scenario)
        Self.expectGoals(outcome)
        #expect(outcome.rehomingDevices == devices - devices / 10 && outcome.wastedRegistrations == 0)
    }

    /// A device that asks each five seconds, whatever it is told, asks about its wait over five times: no law can keep it from
    /// that. The mean wait is half of N / mu, so the fleet's requests are at most `2.1 + share * (N / mu) / 2 / 5 s`. All
    /// others ask no more often than ever, and all are home no later.
    @Test("One in twenty ignores its retry time: the others ask no more for it", arguments: GoalStorm.sizes)
    func ignoreRetryTimes(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.misbehaviour.ignoresRetryTimes = 0.05
        let outcome = try GoalStorm.play("5 % ignore retry times", scenario)
        Self.expectGoals(outcome)
        #expect(outcome.wastedRegistrations == 0)
        let wait = Double(devices) / scenario.serviceRate(of: 0)
        #expect(outcome.tokenRequestsPerDeviceOverall <= 2.1 + 0.05 * wait / 2 / scenario.device.impatience.seconds)
    }

    /// A leap forward ends tokens that are on their way: at most those granted within a round trip and a transfer, whose
    /// registrations then count as expired. The devices whose slots it leapt over come besides those that are granted in their
    /// place, so that a queue may outlast the patience of those in it. Devices with a slot within the leap ask once more if the server is busy.
    @Test("The clock steps", arguments: GoalStorm.sizes, [-60, -5, 5, 15, 60])
    func clockSteps(devices: Int, seconds: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.faults = [
            StormFault(.clockStep(.seconds(Int64(seconds))), controller: 0, start: GoalStorm.midStorm(scenario))
        ]
        let outcome = try GoalStorm.play("clock steps \(seconds) s", scenario)
        // A step within the calendar misses up to its length of slots, and each of those devices may ask a third time.
        let rate = scenario.serviceRate(of: 0)
        let missed = seconds > 0 ? Double(seconds) * rate / Double(devices) : 0
        Self.expectGoals(outcome, tokenRequests: 2.1 + missed)
        let roundTrip = 2 * (scenario.network.latency + scenario.network.jitter).seconds
        #expect(
            Double(outcome.wastedRegistrations)
                <= (seconds > 0 ? (rate * roundTrip).rounded(.up) + Self.crossed(scenario) : 0))
    }

    /// The controller forgets who was home, so all N are served again from its return. Those queued when it crashed have their
    /// work done twice; no more than the backlog that the law keeps, one target wait, plus what was on its way.
    @Test(
        "It crashes in mid-storm and forgets its tokens: unknown ones are demoted, not refused",
        arguments: GoalStorm.sizes)
    func crashesAgain(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.faults = [
            StormFault(
                .crash(keepsMemory: false), controller: 0, start: GoalStorm.midStorm(scenario), length: .seconds(5))
        ]
        let outcome = try GoalStorm.play("crash in mid-storm", scenario)
        Self.expectGoals(outcome)
        #expect(outcome.wastedRegistrations == 0)
    }

    /// A device learns its time when it asks and cannot be told an earlier one after that. So devices that ask while the
    /// controller serves at half its rate are called at half the rate, and if it is fast again afterwards part of it is idle.
    /// To tell them earlier times would serve them in order only if the controller recovered, and take them from their
    /// backups for nothing if not. That bound is reckoned from the devices' first requests and the rate of each moment, see
    /// ``StormOutcome/promiseBoundSeconds``.
    @Test(
        "The service rate is halved for 20 s only: devices are home when those who asked then were told to come",
        arguments: GoalStorm.sizes)
    func rateHalvesForAWhile(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.faults = [
            StormFault(.slowDown(factor: 0.5), controller: 0, start: GoalStorm.midStorm(scenario), length: .seconds(20))
        ]
        let outcome = try GoalStorm.play("rate halves for 20 s", scenario) { $0.promiseBoundSeconds }
        let bound = try #require(outcome.promiseBoundSeconds)
        #expect(outcome.recovery == .recovered && (outcome.t100 ?? .infinity) <= 1.05 * bound)
        // Longer than N / mu by the time in which the primary is idle, and no excuse for more.
        let plain = Double(devices) / scenario.serviceRate(of: 0)
        #expect(bound > 1.1 * plain && bound < 1.5 * plain)
        #expect(outcome.tokenRequestsPerDevice <= 2.1 && outcome.wastedRegistrations == 0)
        #expect(outcome.secondFailovers == 0 && outcome.keepAliveMisses == 0 && outcome.violations == [])
    }

    @Test("A site starts from cold: initial registrations are metered as well", arguments: GoalStorm.sizes)
    func coldStart(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.start = .coldStart
        scenario.outageLength = .zero
        Self.expectGoals(try GoalStorm.play("cold start", scenario))
    }

    @Test("Gateways come first, and cost the others nothing but their own time", arguments: GoalStorm.sizes)
    func gateways(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.gatewayShare = 0.1
        let outcome = try GoalStorm.play("10 % gateways", scenario)
        Self.expectGoals(outcome)
        let waits = outcome.queueWaitSeconds.compactMap(\.wait.p99)
        #expect(waits.count == 2 && waits[0] < waits[1])
    }

    @Test("Three controllers that share the fleet are restarted in turn", arguments: GoalStorm.sizes)
    func rollingRestart(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.assignment = .balanced
        for controller in 1...2 {
            scenario.faults.append(
                StormFault(
                    .crash(keepsMemory: false), controller: controller,
                    start: scenario.outageStart + (scenario.outageLength + .seconds(100)) * Int64(controller),
                    length: scenario.outageLength))
        }
        let outcome = try GoalStorm.play("rolling restart", scenario)
        Self.expectGoals(outcome)
        #expect(outcome.wastedRegistrations == 0)
    }
}
