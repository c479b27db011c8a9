import DeviceFleet
import Measurement
import Registration
import Testing
import Workload

@testable import LoadEngine

/// Runs over TCP: against registrars that take all that comes, and against listeners that are none.
@Suite(.serialized) struct StreamRunTests {
    private static let schemes = [RegistrarAddress.Scheme.sipOverTCP, .sccp]

    private static func settings(mix: Mix = .initialOnly, devices: Int = 100) throws -> RunSettings {
        let plan = try Plan(
            PlanRequest(
                seed: 1, devices: devices, profile: ProfileSettings(kind: .saturate), durationSeconds: nil, mix: mix,
                workers: 1))
        var settings = RunSettings(plan: plan, workers: 1)
        settings.drain = .seconds(1)
        return settings
    }

    private static func run(
        _ scheme: RegistrarAddress.Scheme, _ behaviour: TestListener.Behaviour
    ) throws -> RunResult {
        let listener = try TestListener(behaviour)
        defer { listener.end() }
        let address = RegistrarAddress(scheme, InternalAddress(ipv4: 0x7F00_0001, port: listener.port))
        return try Runs.result(try settings(), against: .registrar(address))
    }

    private static func expectInvalid(
        _ result: RunResult, _ reason: String, location: SourceLocation = #_sourceLocation
    ) {
        #expect(!result.verdict.valid, sourceLocation: location)
        #expect(
            result.verdict.reasons.contains { $0.contains(reason) }, "\(result.verdict.reasons)",
            sourceLocation: location)
    }

    @Test("Each device has a connection, its token and its place", arguments: RegistrarAddress.Scheme.allCases)
    func registers(scheme: RegistrarAddress.Scheme) throws {
        let null = try NullRegistrar(scheme)
        defer { null.stop() }
        let target = LoadRun.Target.registrar(RegistrarAddress(scheme, null.address))
        let mix = try Mix([.tokenCycle: 0.5, .initial: 0.3, .priority: 0.2])
        let result = try Runs.result(try Self.settings(mix: mix, devices: 1_000), against: target)
        #expect(result.counters["generator.acknowledged"] == 1_000)
        let registrations = ["registration.token", "registration.initial", "registration.priority"]
            .compactMap { result.latency[$0]?.count }
        #expect(registrations.count == 3 && registrations.reduce(0, +) == 1_000)
        #expect(result.latency["token"]?.count == result.counters["generator.grants"])
        #expect(result.counters["generator.connections"] == (scheme.isConnected ? 1_000 : 0))
        #expect(result.verdict.valid, "\(result.verdict.reasons)")
    }

    @Test("A device that arrives again while it is on its way begins when it is home", arguments: schemes)
    func arrivesAgain(scheme: RegistrarAddress.Scheme) throws {
        let null = try NullRegistrar(scheme)
        defer { null.stop() }
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = 500
        let plan = try Plan(
            PlanRequest(seed: 3, devices: 7, profile: profile, durationSeconds: 1, mix: .initialOnly, workers: 1))
        let target = LoadRun.Target.registrar(RegistrarAddress(scheme, null.address))
        let result = try Runs.result(RunSettings(plan: plan, workers: 1), against: target)
        #expect(result.counters["generator.acknowledged"] == 500, "\(result.counters)")
        #expect(result.counters["generator.waiting"] == 0)
    }

    // MARK: Targets that are none

    @Test("Where nobody listens, the run is invalid and says so", arguments: schemes)
    func nobody(scheme: RegistrarAddress.Scheme) throws {
        let listener = try TestListener(.silent)
        listener.end()
        let address = RegistrarAddress(scheme, InternalAddress(ipv4: 0x7F00_0001, port: listener.port))
        Self.expectInvalid(
            try Runs.result(try Self.settings(), against: .registrar(address)), "nobody listens at \(address)")
    }

    @Test("A listener that accepts and says nothing: the run ends in time and is invalid", arguments: schemes)
    func silence(scheme: RegistrarAddress.Scheme) throws {
        Self.expectInvalid(try Self.run(scheme, .silent), "100 requests were never answered")
    }

    @Test("A listener that says garbage is told as such", arguments: schemes)
    func garbage(scheme: RegistrarAddress.Scheme) throws {
        let garbage = Array("\r\r\n\n garbage without end \u{0}\u{1}".utf8) + Array(repeating: 0xFF, count: 100)
        Self.expectInvalid(try Self.run(scheme, .says(garbage)), "something came that is no message")
    }

    @Test("A listener that says half a message is one that never answers", arguments: schemes)
    func half(scheme: RegistrarAddress.Scheme) throws {
        let half = scheme == .sccp ? [20, 0, 0, 0, 0, 0] : Array("SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP 127".utf8)
        Self.expectInvalid(try Self.run(scheme, .says(half)), "100 requests were never answered")
    }

    @Test("A registrar that ends its connections is told as such", arguments: schemes)
    func closes(scheme: RegistrarAddress.Scheme) throws {
        Self.expectInvalid(try Self.run(scheme, .closes), "ended 100 connections")
    }

    @Test("A registrar that dies in the middle of a run makes it invalid", arguments: schemes)
    func death(scheme: RegistrarAddress.Scheme) throws {
        let null = try NullRegistrar(scheme)
        defer { null.stop() }
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = 200
        let plan = try Plan(
            PlanRequest(seed: 3, devices: 600, profile: profile, durationSeconds: 3, mix: .initialOnly, workers: 1))
        var settings = RunSettings(plan: plan, workers: 1)
        settings.drain = .seconds(1)
        let outcome = try LoadRun(
            settings, against: .registrar(RegistrarAddress(scheme, null.address)), clock: Runs.clock
        ).execute(control: RunControl(), progress: { _ in null.stop() })
        let result = Runs.result(outcome)
        #expect((result.counters["generator.acknowledged"] ?? 0) >= 100)
        Self.expectInvalid(result, "connections")
    }
}
