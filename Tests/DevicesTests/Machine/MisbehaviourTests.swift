import Devices
import Registration
import Testing

@Suite struct MisbehaviourTests {
    @Test("One that ignores retry times asks after a span of its own")
    func ignores() {
        let bench = DeviceBench.awaitingRetry(misbehaviour: .ignoresRetryTimes)
        #expect(bench.wait(for: .procedure) == bench.settings.impatience)
    }

    @Test("One that reuses an expired token waits until it has expired, and is served by its backup meanwhile")
    func expired() {
        var bench = DeviceBench.onBackup(misbehaviour: .reusesExpiredToken)
        bench.tell(.probeAnswered, from: .primary)
        bench.tell(.granted(DeviceBench.token, timeout: .seconds(10)), from: .primary)
        #expect(bench.device.state == .holdingToken && bench.device.active == .secondary)
        #expect((bench.wait(for: .procedure) ?? .zero) > .seconds(10))
        bench.fire(.procedure)
        #expect(bench.sent == ["unregister to 1", "tokenRegistration to 0"])
    }

    @Test("One that duplicates sends token and registration requests twice")
    func duplicates() {
        var bench = DeviceBench.onBackup(misbehaviour: .duplicatesRequests)
        bench.tell(.probeAnswered, from: .primary)
        #expect(bench.sent == ["tokenRequest to 0", "tokenRequest to 0"])
        bench.tell(.granted(DeviceBench.token, timeout: nil), from: .primary)
        #expect(bench.sent == ["unregister to 1", "tokenRegistration to 0", "tokenRegistration to 0"])
    }

    @Test(
        "One that never returns vanishes with the first answer, and nothing brings it back", arguments: [true, false])
    func vanishes(isGranted: Bool) {
        var bench = DeviceBench.onBackup(misbehaviour: .neverReturns)
        bench.tell(.probeAnswered, from: .primary)
        bench.tell(
            isGranted ? .granted(DeviceBench.token, timeout: nil) : .tokenDenied(retryAfter: .seconds(1)),
            from: .primary)
        #expect(bench.device.state == .gone && bench.timers.isEmpty && bench.sent == [])
        bench.play(.networkUp)
        bench.tell(.registered, from: .primary)
        #expect(bench.device.state == .gone && bench.sent == [])
    }

    @Test("No step of any device in any state has more actions than fit, whatever happens")
    func bounded() {
        let events: [DeviceEvent] =
            [.networkUp, .networkDown, .addressReceived]
            + DeviceTimer.allCases.map { .timer($0) }
            + [ControllerSlot.primary, .secondary, .tertiary].flatMap { slot -> [DeviceEvent] in
                let messages: [ControllerMessage] = [
                    .granted(DeviceBench.token, timeout: .seconds(1)), .tokenDenied(retryAfter: .seconds(1)), .received,
                    .queued, .registrationDenied(retryAfter: .zero), .registered, .registrationFailed,
                    .keepAliveAnswered, .unknownDevice, .probeAnswered,
                ]
                return messages.map { .message($0, from: slot) }
            }
        for misbehaviour in Misbehaviour.allCases {
            for deviceClass in DeviceClass.allCases {
                var seed: UInt64 = 1
                var bench = DeviceBench(deviceClass, misbehaviour: misbehaviour)
                for _ in 0..<2_000 {
                    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    bench.now = bench.now + .milliseconds(Int64(seed >> 54))
                    bench.play(events[Int(seed >> 33) % events.count])
                    let isServed = [.inService, .onBackup, .requestingToken, .awaitingRetry, .holdingToken]
                        .contains(bench.device.state)
                    #expect(isServed == (bench.device.active != nil), "\(bench.device.state)")
                }
            }
        }
    }
}
