import Devices
import Registration
import Testing

/// Steps 166 to 174 of figure 7.
@Suite struct DeviceFailoverTests {
    @Test("Answered keep-alives keep it in service")
    func answered() {
        var bench = DeviceBench()
        for _ in 0..<100 {
            bench.fire(.keepAlive)
            #expect(bench.sent == ["keepAlive to 0"])
            bench.tell(.keepAliveAnswered, from: .primary)
        }
        #expect(bench.device.state == .inService)
    }

    @Test("Three unanswered keep-alives in a row mean the controller is lost, two do not")
    func missed() {
        var bench = DeviceBench()
        for _ in 0..<3 { bench.fire(.keepAlive) }
        bench.tell(.keepAliveAnswered, from: .primary)
        for _ in 0..<3 { bench.fire(.keepAlive) }
        #expect(bench.device.state == .inService)
        bench.fire(.keepAlive)
        #expect(bench.device.state == .registering && bench.device.active == nil)
        #expect(bench.sent == ["initialRegistration to 1"])
        #expect(bench.timers[.keepAlive] == nil)
    }

    @Test("An answer from another controller is none")
    func foreignAnswer() {
        var bench = DeviceBench()
        for _ in 0...3 {
            bench.fire(.keepAlive)
            bench.tell(.keepAliveAnswered, from: .secondary)
        }
        #expect(bench.device.state == .registering)
    }

    @Test("The secondary serves it, and it watches the primary")
    func secondary() {
        var bench = DeviceBench.onBackup()
        #expect(bench.device.state == .onBackup && bench.device.active == .secondary)
        bench.fire(.watch)
        #expect(bench.sent == ["probe to 0"])
        bench.fire(.keepAlive)
        #expect(bench.sent == ["keepAlive to 1"])
    }

    @Test("A silent secondary is asked twice, then the tertiary; on it, both better ones are watched")
    func tertiary() {
        var bench = DeviceBench()
        bench.loseController()
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 1"])
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 2"])
        bench.tell(.registered, from: .tertiary)
        #expect(bench.device.active == .tertiary)
        bench.fire(.watch)
        #expect(bench.sent == ["probe to 0", "probe to 1"])
    }

    @Test("A backup that fails too is left for the next, and what was under way with the primary ends")
    func backupFails() {
        var bench = DeviceBench.awaitingRetry()
        bench.loseController()
        #expect(bench.device.state == .registering && bench.device.target == .tertiary)
        #expect(bench.timers[.watch] == nil)
    }

    @Test("When nobody answers it waits by itself, longer each time, and begins with the primary")
    func nobody() {
        var bench = DeviceBench()
        bench.loseController()
        for round in 0..<8 {
            while bench.device.state == .registering { bench.fire(.procedure) }
            #expect(bench.device.state == .backingOff, "round \(round)")
            #expect((bench.wait(for: .procedure) ?? .max) <= .seconds(60))
            bench.fire(.procedure)
            #expect(bench.sent == ["initialRegistration to 0"])
        }
        bench.tell(.registered, from: .primary)
        #expect(bench.device.state == .inService && bench.device.failureCount == 0)
    }

    @Test("A device with a single controller goes on asking it")
    func single() {
        var bench = DeviceBench(controllers: ControllerAssignment(primary: 3))
        bench.loseController()
        #expect(bench.sent == ["initialRegistration to 0"])
        bench.fire(.procedure)
        bench.fire(.procedure)
        #expect(bench.device.state == .backingOff)
    }

    @Test("Denied, it waits as told and asks the same controller")
    func denied() {
        var bench = DeviceBench()
        bench.loseController()
        bench.tell(.registrationDenied(retryAfter: .seconds(17)), from: .secondary)
        #expect(bench.device.state == .backingOff && bench.wait(for: .procedure) == .seconds(17))
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 1"])
    }

    @Test("A registration that failed is tried again after a wait of its own")
    func failed() {
        var bench = DeviceBench()
        bench.loseController()
        bench.tell(.queued, from: .secondary)
        bench.tell(.registrationFailed, from: .secondary)
        #expect(bench.device.state == .backingOff && (bench.wait(for: .procedure) ?? .max) <= .seconds(1))
    }

    @Test("Queued, it asks how far it is; received in silence, it gives up")
    func patience() {
        var bench = DeviceBench()
        bench.loseController()
        bench.tell(.queued, from: .secondary)
        #expect(bench.wait(for: .procedure) == bench.settings.queuedPatience)
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 1"])
        bench.tell(.received, from: .secondary)
        #expect(bench.device.state == .received)
        #expect(bench.wait(for: .procedure) == bench.settings.unansweredPatience)
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 2"])
    }

    @Test("A late acknowledgment of a controller it turned away from is given back")
    func lateAcknowledgment() {
        var bench = DeviceBench()
        bench.loseController()
        bench.fire(.procedure)
        bench.fire(.procedure)
        bench.tell(.registered, from: .secondary)
        #expect(bench.sent == ["unregister to 1"] && bench.device.active == nil)
        bench.tell(.registered, from: .tertiary)
        bench.tell(.registered, from: .tertiary)
        #expect(bench.sent == [] && bench.device.active == .tertiary)
    }

    @Test("A controller that has forgotten it is asked for an initial registration")
    func forgotten() {
        var bench = DeviceBench()
        bench.fire(.keepAlive)
        bench.tell(.unknownDevice, from: .primary)
        #expect(bench.sent == ["initialRegistration to 0"] && bench.device.active == nil)
        #expect(bench.timers[.keepAlive] == nil)
    }
}
