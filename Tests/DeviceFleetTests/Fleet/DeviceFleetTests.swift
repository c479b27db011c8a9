import Devices
import Measurement
import Registration
import Testing

@testable import DeviceFleet

/// Fleets against registrars that grant and register whatever comes.
@Suite(.serialized) struct DeviceFleetTests {
    private static let clock = MonotonicClock.calibrated()

    private static func settings(
        _ scheme: RegistrarAddress.Scheme, _ registrars: [NullRegistrar], devices: Int
    ) -> FleetSettings {
        var settings = FleetSettings(scheme: scheme, controllers: registrars.map(\.address), deviceCount: devices)
        settings.sources = FleetSettings.loopbackSources(3)
        return settings
    }

    /// Gives a fleet turns until something holds, ten seconds at most.
    private static func turn(
        _ fleet: DeviceFleet, until holds: () -> Bool
    ) {
        let limit = clock.nanoseconds() + 10_000_000_000
        while !holds(), clock.nanoseconds() < limit {
            _ = fleet.turn(until: .max)
        }
    }

    @Test(
        "Devices register over each protocol, each with a source and a latency of its own",
        arguments: RegistrarAddress.Scheme.allCases)
    func registers(scheme: RegistrarAddress.Scheme) throws {
        let registrar = try NullRegistrar(scheme)
        defer { registrar.stop() }
        let observer = TestObserver()
        let fleet = try DeviceFleet(
            Self.settings(scheme, [registrar], devices: 500), observer: observer, clock: Self.clock, seed: 1,
            runTag: 7)
        let now = Self.clock.nanoseconds()
        for device in 0..<500 {
            fleet.start(device, controllers: ControllerAssignment(primary: 0), due: now, at: now)
        }
        Self.turn(fleet) { observer.registered[0] == 500 }
        #expect(observer.registered == [0: 500])
        // Where within one system call a datagram left is an estimate, and an answer can have come before it.
        #expect(observer.latencies.allSatisfy { $0 >= 0 && $0 < 10_000_000_000 })
        #expect(fleet.counts.malformed == 0 && fleet.counts.failures.isEmpty && fleet.counts.connectionsLost == 0)
        #expect(fleet.counts.connections == (scheme.isConnected ? 500 : 0))
        #expect(fleet.devices.allSatisfy { $0.state == .inService })
    }

    @Test(
        "A device on its backup that sees its primary asks for a token and comes home with it",
        arguments: RegistrarAddress.Scheme.allCases)
    func comesHome(scheme: RegistrarAddress.Scheme) throws {
        let registrars = [try NullRegistrar(scheme), try NullRegistrar(scheme)]
        defer { for registrar in registrars { registrar.stop() } }
        let observer = TestObserver()
        let fleet = try DeviceFleet(
            Self.settings(scheme, registrars, devices: 20), observer: observer, clock: Self.clock, seed: 1,
            runTag: 8)
        let configuration = DeviceConfiguration(
            firmware: 1, controllers: ControllerAssignment(primary: 0, secondary: 1))
        let now = Self.clock.nanoseconds()
        for device in 0..<20 {
            fleet.replace(device, with: .onBackup(configuration, deviceClass: .phone))
            fleet.play(.message(.probeAnswered, from: .primary), device: device, due: now, at: now)
        }
        Self.turn(fleet) { observer.registered[0] == 20 }
        #expect(observer.sent[.tokenRequest] == 20 && observer.sent[.tokenRegistration] == 20)
        #expect(observer.sent[.unregister] == 20)
        #expect(fleet.devices.allSatisfy { $0.state == .inService && $0.active == .primary })
    }

    @Test(
        "When the primary is gone, devices notice by their keep-alives and register with the secondary",
        arguments: RegistrarAddress.Scheme.allCases)
    func failsOver(scheme: RegistrarAddress.Scheme) throws {
        let registrars = [try NullRegistrar(scheme), try NullRegistrar(scheme)]
        defer { for registrar in registrars { registrar.stop() } }
        var settings = Self.settings(scheme, registrars, devices: 10)
        settings.device.keepAliveInterval = .milliseconds(100)
        settings.device.missedKeepAlivesMax = 2
        let observer = TestObserver()
        let fleet = try DeviceFleet(settings, observer: observer, clock: Self.clock, seed: 1, runTag: 9)
        let now = Self.clock.nanoseconds()
        for device in 0..<10 {
            fleet.start(device, controllers: ControllerAssignment(primary: 0, secondary: 1), due: now, at: now)
        }
        Self.turn(fleet) { (observer.sent[.keepAlive] ?? 0) >= 30 }
        #expect(observer.registered == [0: 10])
        registrars[0].stop()
        Self.turn(fleet) { observer.registered[1] == 10 }
        #expect(observer.registered == [0: 10, 1: 10])
        #expect(fleet.devices.allSatisfy { $0.state == .onBackup })
    }

    @Test("More connections than descriptors are refused before anything is tried")
    func descriptors() throws {
        var settings = FleetSettings(
            scheme: .sccp, controllers: [InternalAddress(ipv4: 0x7F00_0001, port: 9)], deviceCount: 100_000_000)
        let error = #expect(throws: RegistrarError.self) { try settings.tryOpening(clock: Self.clock) }
        #expect(error?.description.contains("100000032 descriptors are needed") == true)
        settings.deviceCount = 10
        #expect(throws: Never.self) { try settings.tryOpening(clock: Self.clock) }
    }

    @Test("A source that is no address of this machine is told so")
    func source() throws {
        var settings = FleetSettings(
            scheme: .sip, controllers: [InternalAddress(ipv4: 0x7F00_0001, port: 9)], deviceCount: 1)
        settings.sources = [0xCB00_7101]  // 203.0.113.1, for documentation
        let error = #expect(throws: RegistrarError.self) { try settings.tryOpening(clock: Self.clock) }
        #expect(error?.description.hasPrefix("no socket from 203.0.113.1") == true)
    }
}
