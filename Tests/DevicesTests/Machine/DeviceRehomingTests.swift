import Devices
import Registration
import Testing

/// Steps 176 to 184 of figure 7.
@Suite struct DeviceRehomingTests {
    @Test(
        "The primary is back: token request, grant, release of the backup, token registration, service, and round again"
    )
    func rehomes() {
        var bench = DeviceBench.onBackup()
        bench.tell(.probeAnswered, from: .primary)
        #expect(bench.device.state == .requestingToken && bench.sent == ["tokenRequest to 0"])
        #expect(bench.device.active == .secondary, "the backup serves it until a token is there")
        #expect(bench.timers[.watch] == nil && bench.timers[.keepAlive] != nil)
        bench.tell(.granted(DeviceBench.token, timeout: .seconds(10)), from: .primary)
        #expect(bench.sent == ["unregister to 1", "tokenRegistration to 0"])
        #expect(bench.device.active == nil && bench.device.token == DeviceBench.token)
        bench.tell(.queued, from: .primary)
        bench.tell(.registered, from: .primary)
        #expect(bench.device.state == .inService && bench.device.token == nil)
        bench.loseController()
        #expect(bench.sent == ["initialRegistration to 1"])
    }

    @Test("Denied, it waits at its backup as told and asks again; keep-alives go on")
    func denied() {
        var bench = DeviceBench.awaitingRetry()
        #expect(bench.device.state == .awaitingRetry && bench.wait(for: .procedure) == .seconds(40))
        bench.fire(.keepAlive)
        #expect(bench.sent == ["keepAlive to 1"])
        bench.fire(.procedure)
        #expect(bench.sent == ["tokenRequest to 0"] && bench.device.state == .requestingToken)
    }

    @Test("Nobody answers its token request: once more, then back to watching after a wait of its own")
    func unanswered() {
        var bench = DeviceBench.onBackup()
        bench.tell(.probeAnswered, from: .primary)
        bench.fire(.procedure)
        #expect(bench.sent == ["tokenRequest to 0"])
        bench.fire(.procedure)
        #expect(bench.device.state == .onBackup && bench.device.active == .secondary)
        #expect((bench.wait(for: .watch) ?? .max) <= .seconds(1))
    }

    @Test("Its token registration is denied: without service, it waits as told and asks for an initial one")
    func registrationDenied() {
        var bench = DeviceBench.registeringWithToken()
        bench.tell(.registrationDenied(retryAfter: .seconds(3)), from: .primary)
        #expect(bench.device.state == .backingOff && bench.device.token == nil)
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 0"])
    }

    @Test("Its token registration is unanswered: again with the token, then the backup again")
    func registrationUnanswered() {
        var bench = DeviceBench.registeringWithToken()
        bench.fire(.procedure)
        #expect(bench.sent == ["tokenRegistration to 0"])
        bench.fire(.procedure)
        #expect(bench.sent == ["initialRegistration to 1"] && bench.device.token == nil)
    }

    @Test("A queued device asks how far it is with its token")
    func progress() {
        var bench = DeviceBench.registeringWithToken()
        bench.tell(.queued, from: .primary)
        bench.fire(.procedure)
        #expect(bench.sent == ["tokenRegistration to 0"])
    }

    @Test("From the tertiary it goes to whichever better controller answers first")
    func fromTertiary() {
        var bench = DeviceBench.onBackup(.tertiary)
        bench.tell(.probeAnswered, from: .secondary)
        #expect(bench.sent == ["tokenRequest to 1"])
        bench.tell(.probeAnswered, from: .primary)
        #expect(bench.sent == [])
        bench.tell(.granted(DeviceBench.token, timeout: nil), from: .primary)
        #expect(bench.sent == [], "a grant of a controller that it did not ask")
        bench.tell(.granted(DeviceBench.token, timeout: nil), from: .secondary)
        #expect(bench.sent == ["unregister to 2", "tokenRegistration to 1"])
        bench.tell(.registered, from: .secondary)
        #expect(bench.device.state == .onBackup && bench.timers[.watch] != nil)
    }

    @Test("A gateway registers at once, without a token")
    func gateway() {
        var bench = DeviceBench.onBackup(.secondary, .gateway)
        bench.tell(.probeAnswered, from: .primary)
        #expect(bench.sent == ["unregister to 1", "initialRegistration to 0"])
    }

    @Test("Late and double answers change nothing")
    func late() {
        var bench = DeviceBench.awaitingRetry()
        let waiting = bench.timers
        bench.tell(.granted(DeviceBench.token, timeout: nil), from: .primary)
        bench.tell(.tokenDenied(retryAfter: .seconds(1)), from: .primary)
        bench.tell(.probeAnswered, from: .primary)
        bench.tell(.registrationDenied(retryAfter: .seconds(1)), from: .primary)
        #expect(bench.device.state == .awaitingRetry && bench.timers == waiting && bench.sent == [])
    }
}
