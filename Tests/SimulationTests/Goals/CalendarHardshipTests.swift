import Devices
import Registration
import Simulation
import Testing

/// `calendar` where messages are lost and devices err: time is lost that no law can give back, and the bound has it.
@Suite struct CalendarHardshipTests {
    /// What was lost is sent again after the device's own timers: the bound has them. A lost acknowledgment makes its device
    /// ask a second time, a lost unregistration leaves a row: work and messages that no controller can spare.
    private static func expectBound(_ outcome: StormOutcome, loss: Double, away: Double = 0, rate: Double = 0) {
        #expect(outcome.recovery == .recovered && outcome.neverRegistered == 0)
        #expect((outcome.t100OverBound ?? .infinity) <= 1.05)
        #expect(outcome.tokenRequestsPerDevice <= 2.1 + 4 * loss)
        #expect((outcome.utilisation ?? 0) >= 0.98)
        let lost = loss * Double(outcome.devices)
        // Acknowledgments of what was served while the line was cut, and those that were lost.
        #expect(Double(outcome.wastedRegistrations) <= 1.2 * away * rate + lost + 5 * lost.squareRoot() + 5)
        #expect(outcome.violations == [])
    }

    /// For as long as the fleet takes to come home. Where messages were lost for ever some of a million devices would always be on their
    /// way back from three lost keep-alives in a row, and never all home at one time.
    @Test("One message in a hundred is lost", arguments: GoalStorm.sizes)
    func messageLoss(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        let plain = Nanoseconds(seconds: Double(devices) / scenario.serviceRate(of: 0))
        scenario.faults = [
            StormFault(
                .messageLoss(share: 0.01), start: .zero, length: scenario.outageStart + scenario.outageLength + plain)
        ]
        Self.expectBound(try GoalStorm.play("1 % of messages lost", scenario), loss: 0.01)
    }

    @Test("The line is cut twice while the fleet comes home", arguments: GoalStorm.sizes)
    func wanFlap(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.outageKeepsMemory = true
        scenario.network.loss = 0.001
        scenario.faults = [
            StormFault(.wanFlap, controller: 0, start: GoalStorm.midStorm(scenario), length: .seconds(5)),
            StormFault(
                .wanFlap, controller: 0, start: GoalStorm.midStorm(scenario) + .seconds(15), length: .seconds(5)),
        ]
        Self.expectBound(
            try GoalStorm.play("line cut twice", scenario), loss: 0.001, away: 10, rate: scenario.serviceRate(of: 0))
    }

    /// A device that lets its token expire has been called, and the bound has the time that it waited since. Each of its tokens
    /// is a registration that came to nothing.
    @Test("One in twenty lets its token expire", arguments: GoalStorm.sizes)
    func expiredTokens(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.misbehaviour.reusesExpiredToken = 0.05
        let outcome = try GoalStorm.play("5 % let tokens expire", scenario)
        #expect(outcome.recovery == .recovered && (outcome.t100OverBound ?? .infinity) <= 1.05)
        #expect(outcome.tokenRequestsPerDevice <= 2.1 && outcome.secondFailovers == 0 && outcome.violations == [])
        #expect(outcome.wastedRegistrations == devices / 20)
    }

    @Test("Some ignore retry times, some let tokens expire, some send everything twice", arguments: GoalStorm.sizes)
    func misbehaving(devices: Int) throws {
        var scenario = GoalStorm.storm(devices)
        scenario.misbehaviour.ignoresRetryTimes = 0.02
        scenario.misbehaviour.reusesExpiredToken = 0.01
        scenario.misbehaviour.duplicatesRequests = 0.02
        let outcome = try GoalStorm.play("5 % misbehave", scenario)
        #expect(outcome.recovery == .recovered && (outcome.t100OverBound ?? .infinity) <= 1.05)
        #expect(outcome.tokenRequestsPerDevice <= 2.1 && (outcome.utilisation ?? 0) >= 0.98)
        #expect(outcome.secondFailovers == 0 && outcome.violations == [])
        #expect(outcome.wastedRegistrations <= devices / 100)
    }
}
