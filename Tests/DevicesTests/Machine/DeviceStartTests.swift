import Devices
import Registration
import Testing

/// Steps 150 to 164 of figure 7.
@Suite struct DeviceStartTests {
    @Test("Network, address, configuration, initial registration with the primary, service")
    func start() {
        var bench = DeviceBench.off()
        bench.play(.networkUp)
        #expect(bench.device.state == .awaitingAddress && bench.asked == [.requestAddress])
        bench.play(.addressReceived)
        #expect(bench.device.state == .awaitingConfiguration && bench.asked == [.requestConfiguration])
        bench.play(.configurationReceived(DeviceConfiguration(firmware: 12, controllers: DeviceBench.controllers)))
        #expect(bench.device.state == .registering && bench.sent == ["initialRegistration to 0"])
        #expect(bench.device.firmware == 12 && bench.device.controllers == DeviceBench.controllers)
        bench.tell(.queued, from: .primary)
        #expect(bench.device.state == .queued && bench.sent == [])
        bench.tell(.registered, from: .primary)
        #expect(bench.device.state == .inService && bench.device.active == .primary)
        #expect(bench.wait(for: .keepAlive) == bench.settings.keepAliveInterval)
        #expect(bench.timers[.procedure] == nil && bench.timers[.watch] == nil)
    }

    @Test("Address and configuration are asked for again, less and less often")
    func repeats() {
        var bench = DeviceBench.off()
        bench.play(.networkUp)
        for _ in 0..<10 {
            bench.fire(.procedure)
            #expect(bench.asked == [.requestAddress])
            let wait = bench.wait(for: .procedure) ?? .max
            #expect(wait >= bench.settings.responseTimeout && wait <= .seconds(64))
        }
        bench.play(.addressReceived)
        bench.fire(.procedure)
        #expect(bench.asked == [.requestConfiguration])
    }

    @Test("What comes out of turn changes nothing")
    func outOfTurn() {
        var bench = DeviceBench.off()
        bench.play(.addressReceived)
        bench.play(.configurationReceived(DeviceConfiguration(firmware: 1, controllers: DeviceBench.controllers)))
        bench.tell(.registered, from: .primary)
        bench.play(.timer(.procedure))
        #expect(bench.device.state == .off && bench.sent == [] && bench.timers.isEmpty)
        bench.play(.networkUp)
        bench.play(.networkUp)
        #expect(bench.asked == [])
    }

    @Test("When the connection goes, everything ends but the configuration; it starts again when it is back")
    func networkDown() {
        var bench = DeviceBench.awaitingRetry()
        bench.play(.networkDown)
        #expect(bench.device.state == .off && bench.device.active == nil && bench.timers.isEmpty)
        #expect(bench.device.controllers == DeviceBench.controllers)
        bench.tell(.granted(DeviceBench.token, timeout: nil), from: .primary)
        #expect(bench.device.state == .off && bench.sent == [])
        bench.play(.networkUp)
        #expect(bench.device.state == .awaitingAddress)
    }

    @Test("A million devices fit in 64 MB")
    func size() {
        #expect(MemoryLayout<Device>.stride <= 64)
    }
}
