import Devices
import Registration
import Simulation
import Testing

@testable import DeviceFleet
@testable import LiveStorm

/// What an observer makes of steps that devices take; no sockets.
@Suite struct LiveObserverTests {
    private static let second: Int64 = 1_000_000_000

    /// Two phones of one primary, which is down from second 1 to 11.
    private final class Stage {
        let observer: LiveObserver
        var devices: [Device]
        var random = SystemRandomNumberGenerator()
        let scenario: StormScenario

        init(_ change: (inout StormScenario) -> Void = { _ in }) {
            var scenario = StormScenario()
            scenario.devices = 2
            scenario.serviceRatesPerSecond = [1]
            scenario.device.keepAliveInterval = .seconds(2)
            scenario.outageStart = .seconds(1)
            scenario.outageLength = .seconds(10)
            change(&scenario)
            self.scenario = scenario
            devices = (0..<2).map { _ in Device(deviceClass: .phone) }
            observer = LiveObserver(scenario, devices: devices)
            let assignment = FleetAssignment(shape: .sharedPrimary, controllerCount: 3)
            for index in 0..<2 {
                let configuration = DeviceConfiguration(
                    firmware: 1, controllers: assignment.controllers(ofDevice: index))
                play(.networkUp, index, at: 0)
                play(.addressReceived, index, at: 0)
                play(.configurationReceived(configuration), index, at: 0)
                play(.message(.registered, from: .primary), index, at: 0)
            }
            observer.begin(at: 0)
        }

        /// A device takes a step at a second.
        func play(_ event: DeviceEvent, _ index: Int, at seconds: Int64) {
            let time = seconds * second
            let before = DeviceGlance(devices[index])
            let actions = devices[index].handle(
                event, at: Instant(nanoseconds: time), settings: scenario.device, random: &random)
            let step = FleetStep(
                device: index, event: event, at: time, sentAt: time - second / 2, before: before, after: devices[index])
            let goesOn = observer.stepped(step)
            #expect(goesOn)
            for place in 0..<actions.count {
                if case .send(let message, let slot) = actions[place] {
                    let controller = Int(devices[index].controllers[slot])
                    observer.sent(message, by: index, to: controller, due: time, at: time)
                }
            }
        }

        func news(_ kind: ControllerNews.Kind, of controller: Int = 0, at seconds: Int64) {
            observer.take(
                ControllerNews(controller: controller, kind: kind, at: seconds * second), devices: devices)
        }

        /// A device fails over to its secondary.
        func failOver(_ index: Int, at seconds: Int64) {
            while devices[index].active != nil { play(.timer(.keepAlive), index, at: seconds) }
            play(.message(.registered, from: .secondary), index, at: seconds)
        }

        /// A device asks for a token, is granted one, and is home a second later.
        func comeHome(_ index: Int, at seconds: Int64) {
            play(.message(.probeAnswered, from: .primary), index, at: seconds)
            play(.message(.granted(.forged(high: 1, low: 1), timeout: nil), from: .primary), index, at: seconds)
            play(.message(.registered, from: .primary), index, at: seconds + 1)
        }

        func outcome(at seconds: Int64) -> StormOutcome { observer.outcome(devices: devices, at: seconds * second) }
    }

    @Test("A storm is measured from the primary's return, with the figures that the simulation has")
    func crash() {
        let stage = Stage()
        #expect(stage.observer.tally.homeDevices == 2 && stage.observer.tally.settledDevices == 2)
        stage.news(.isGone(keepsMemory: false), at: 1)
        #expect(stage.observer.tally.homeDevices == 0)
        for index in 0..<2 { stage.failOver(index, at: 5) }
        stage.news(.isBack, at: 11)
        stage.comeHome(0, at: 12)
        stage.play(.message(.probeAnswered, from: .primary), 1, at: 12)
        stage.play(.message(.tokenDenied(retryAfter: .seconds(2)), from: .primary), 1, at: 12)
        stage.play(.timer(.procedure), 1, at: 14)
        stage.play(.message(.granted(.forged(high: 1, low: 1), timeout: nil), from: .primary), 1, at: 14)
        stage.play(.message(.registered, from: .primary), 1, at: 15)
        let outcome = stage.outcome(at: 20)
        #expect(outcome.recovery == .recovered && outcome.rehomingDevices == 2 && outcome.neverRegistered == 0)
        #expect(outcome.t50 == 2 && outcome.t100 == 4)
        // Two at one a second; the looks at the primary are half a minute apart.
        #expect(outcome.boundSeconds == 30)
        #expect(outcome.denials == 1 && outcome.denialsPerDeviceMax == 1)
        // From 1 to 5, and each a second on the way home.
        #expect(outcome.withoutServiceSeconds.total == 10 && outcome.withoutServiceSinceReturnSeconds.total == 2)
        #expect(outcome.keepAliveMisses == 0 && outcome.secondFailovers == 0 && outcome.wastedRegistrations == 0)
        #expect(outcome.promiseErrorSeconds.max == 1)
        #expect(outcome.queueWaitSeconds.first { $0.tier == "token" }?.wait.p50 == 0.5)
    }

    @Test("A controller that only hung serves again those who had not noticed, as soon as it goes on")
    func hang() {
        let stage = Stage { $0.outageKeepsMemory = true }
        stage.news(.isGone(keepsMemory: true), at: 1)
        stage.failOver(1, at: 5)
        stage.news(.isBack, at: 11)
        #expect(stage.observer.tally.homeDevices == 1)
        stage.comeHome(1, at: 12)
        let outcome = stage.outcome(at: 20)
        #expect(outcome.recovery == .recovered && outcome.t50 == 0 && outcome.t100 == 2)
        #expect(outcome.withoutServiceSeconds.max == 10)
    }

    @Test("A ping unanswered by a controller that was there is missed; one to a controller that was not is none")
    func misses() {
        let stage = Stage()
        stage.news(.isGone(keepsMemory: false), at: 1)
        stage.failOver(0, at: 5)
        stage.failOver(1, at: 5)
        stage.news(.isBack, at: 11)
        stage.play(.timer(.keepAlive), 0, at: 12)
        stage.play(.timer(.keepAlive), 0, at: 14)
        #expect(stage.outcome(at: 15).keepAliveMisses == 1)
        stage.play(.timer(.keepAlive), 1, at: 12)
        stage.news(.isGone(keepsMemory: false), of: Int(stage.devices[1].controllers[.secondary]), at: 12)
        stage.play(.timer(.keepAlive), 1, at: 14)
        #expect(stage.outcome(at: 15).keepAliveMisses == 1)
    }

    @Test("Who is not home counts as never; a primary that is lost for good could not have served anybody")
    func never() {
        let metastable = Stage()
        metastable.news(.isGone(keepsMemory: false), at: 1)
        metastable.failOver(0, at: 5)
        metastable.failOver(1, at: 5)
        metastable.news(.isBack, at: 11)
        metastable.comeHome(0, at: 12)
        let outcome = metastable.outcome(at: 60)
        #expect(outcome.recovery == .metastable && outcome.neverRegistered == 1)
        #expect(outcome.t50 == 2 && outcome.t99 == nil && outcome.t100 == nil)

        let lost = Stage { $0.outageLength = StormFault.forever }
        lost.news(.isGone(keepsMemory: false), at: 1)
        lost.failOver(0, at: 5)
        #expect(lost.outcome(at: 60).recovery == .never)
    }

    @Test("The bound knows when the primary was slow")
    func slow() {
        let stage = Stage {
            $0.device.watchInterval = .seconds(1)
            $0.faults = [StormFault(.slowDown(factor: 0.5), controller: 0, start: .seconds(11), length: .seconds(60))]
        }
        stage.news(.isGone(keepsMemory: false), at: 1)
        for index in 0..<2 { stage.failOver(index, at: 5) }
        stage.news(.isBack, at: 11)
        stage.news(.serves(speed: 0.5), at: 11)
        for index in 0..<2 { stage.comeHome(index, at: 12) }
        let outcome = stage.outcome(at: 20)
        #expect(outcome.boundSeconds == 4)
        #expect(outcome.utilisation == 1)
    }

    @Test("The lag is what 99 of 100 things that devices say in the storm stay below, and no clock breaks it")
    func lag() {
        #expect(LiveTally().lagNanoseconds == 0)
        let observer = Stage().observer
        for place in 0..<200 { observer.sent(.keepAlive, by: 0, to: 0, due: 0, at: place < 198 ? 1_000 : 1_000_000) }
        #expect(observer.tally.lagNanoseconds == 1_000)
        for _ in 0..<2 { observer.sent(.keepAlive, by: 0, to: 0, due: 0, at: 1_000_000) }
        #expect((1_000_000..<1_001_000).contains(observer.tally.lagNanoseconds))
        for _ in 0..<300 { observer.sent(.keepAlive, by: 0, to: 0, due: 5, at: -5) }
        for _ in 0..<10 { observer.sent(.keepAlive, by: 0, to: 0, due: 0, at: .max) }
        #expect((60_000_000_000..<60_100_000_000).contains(observer.tally.lagNanoseconds))
    }
}
