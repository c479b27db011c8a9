import Measurement
import Registration
import Synchronization
import Testing
import Workload

@testable import LoadEngine

/// Runs against a registrar over UDP.
@Suite(.serialized) struct SIPRunTests {
    /// Some arrivals a second, each of another device.
    private static func settings(
        mix: Mix = .initialOnly, rate: Double = 200, seconds: Double = 1
    ) throws -> RunSettings {
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = rate
        let plan = try Plan(
            PlanRequest(seed: 1, devices: 1_000, profile: profile, durationSeconds: seconds, mix: mix, workers: 1))
        var settings = RunSettings(plan: plan, workers: 1)
        settings.drain = .seconds(2)
        return settings
    }

    private static func run(
        _ settings: RunSettings, against registrar: TestRegistrar
    ) throws -> RunResult {
        defer { registrar.end() }
        let target = try #require(LoadRun.Target(registrar.target))
        return Runs.result(try Runs.execute(settings, against: target))
    }

    private static func field(_ name: String, of request: String) -> String? {
        request.split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }.map {
            String($0.dropFirst(name.count + 2))
        }
    }

    @Test("Each arrival registers a device of its own, and all of it adds up")
    func registers() throws {
        let registrar = try TestRegistrar { _ in .response("200 OK") }
        let result = try Self.run(try Self.settings(), against: registrar)
        #expect(result.counters["generator.arrivals"] == 200)
        #expect(result.counters["generator.acknowledged"] == 200 && result.counters["answers.200"] == 200)
        #expect(result.counters["generator.retransmissions"] == 0)
        #expect(result.latency["registration.initial"]?.count == 200)
        let requests = registrar.received
        #expect(Set(requests.compactMap { Self.field("To", of: $0) }).count == 200)
        #expect(Set(requests.compactMap { Self.field("Via", of: $0) }).count == 200)
        #expect(requests.allSatisfy { $0.hasPrefix("REGISTER sip:127.0.0.1 SIP/2.0\r\n") })
        #expect(result.verdict.reasons.filter { !$0.contains("lag") } == [], "\(result.verdict.reasons)")
        #expect(result.plan.target == registrar.target)
    }

    @Test("Requests leave together where the timer is coarse, and their latency counts from when they were to leave")
    func timerResolution() throws {
        let arrivedAt = Mutex<[ContinuousClock.Instant]>([])
        let registrar = try TestRegistrar { _ in
            arrivedAt.withLock { $0.append(.now) }
            return .response("200 OK")
        }
        var settings = try Self.settings()
        settings.registrar.timerResolutionNanoseconds = 200_000_000
        let result = try Self.run(settings, against: registrar)
        let times = arrivedAt.withLock { $0 }
        let pauses = zip(times, times.dropFirst()).count { $1 - $0 > .milliseconds(100) }
        // One second of the plan is six moments: 0, 200, ... 1,000 ms. A busy machine may join two of them.
        #expect((4...5).contains(pauses) && times.count == 200)
        // From the plan's own times half of them would have waited for 100 ms and more.
        #expect(result.latency["registration.initial"]?.p50 ?? .max < 50_000_000)
    }

    @Test("With segmentation offload every request arrives by itself all the same")
    func segmentationOffload() throws {
        let registrar = try TestRegistrar { _ in .response("200 OK") }
        var settings = try Self.settings()
        settings.registrar.timerResolutionNanoseconds = 200_000_000
        settings.registrar.offloadsSegmentation = true
        let result = try Self.run(settings, against: registrar)
        #expect(result.counters["generator.acknowledged"] == 200 && registrar.received.count == 200)
        #expect(Set(registrar.received.compactMap { Self.field("Via", of: $0) }).count == 200)
    }

    @Test("A device that asks for a token registers when it has it, and later where it is told so")
    func tokens() throws {
        let denied = Mutex<Set<String>>([])
        let registrar = try TestRegistrar { request in
            guard request.hasPrefix("REFER ") else { return .response("200 OK") }
            let device = Self.field("To", of: request) ?? ""
            let isFirst = denied.withLock { $0.insert(device).inserted }
            return isFirst ? .response("486 Busy Here", lines: ["Retry-After: 1"]) : .response("202 Accepted")
        }
        let result = try Self.run(try Self.settings(mix: .tokenCyclesOnly, rate: 50), against: registrar)
        #expect(result.counters["generator.denials"] == 50 && result.counters["generator.grants"] == 50)
        #expect(result.counters["generator.acknowledged"] == 50)
        #expect(result.latency["token"]?.count == 100 && result.latency["registration.token"]?.count == 50)
        #expect(registrar.received.count == 150)
    }

    @Test("A request that is lost is sent again, with the same transaction, and counted apart")
    func losses() throws {
        let seen = Mutex<Set<String>>([])
        let registrar = try TestRegistrar { request in
            seen.withLock { $0.insert(Self.field("Via", of: request) ?? "").inserted } ? .none : .response("200 OK")
        }
        let result = try Self.run(try Self.settings(rate: 50), against: registrar)
        #expect(result.counters["generator.acknowledged"] == 50 && result.counters["generator.retransmissions"] == 50)
        #expect(result.counters["generator.registrationRequests"] == 50, "a retransmission is no request of its own")
        let least = try #require(result.latency["registration.initial"]?.min)
        #expect(least >= 500_000_000, "it counts from the first")
    }

    @Test("Answers that come twice, late or to nobody settle nothing")
    func strays() throws {
        let registrar = try TestRegistrar { request in
            let via = "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK00000007000f4240"
            return .response("200 OK", lines: ["Via: \(via)"])
        }
        let result = try Self.run(try Self.settings(rate: 50), against: registrar)
        #expect(result.counters["generator.acknowledged"] == 50)
    }

    // MARK: Targets that are none

    @Test("Where nobody listens, the run is invalid and says so")
    func nobody() throws {
        let registrar = try TestRegistrar { _ in .none }
        registrar.end()
        let target = try #require(LoadRun.Target(registrar.target))
        let result = Runs.result(try Runs.execute(try Self.settings(), against: target))
        #expect(!result.verdict.valid)
        #expect(
            result.verdict.reasons.contains { $0.contains("nobody listens at \(registrar.target)") },
            "\(result.verdict)")
    }

    @Test("Where nothing is answered, the run ends in time and is invalid")
    func silence() throws {
        let registrar = try TestRegistrar { _ in .none }
        let result = try Self.run(try Self.settings(), against: registrar)
        #expect(!result.verdict.valid && result.counters["generator.unanswered"] == 200)
        #expect(
            result.verdict.reasons.contains { $0.contains("200 requests were never answered") }, "\(result.verdict)")
    }

    @Test("Garbage, half messages and answers that nobody asked for are told as such")
    func garbage() throws {
        let registrar = try TestRegistrar { request in
            request.utf8.count % 2 == 0 ? .bytes(Array("garbage".utf8)) : .bytes(Array(request.utf8.prefix(90)))
        }
        let result = try Self.run(try Self.settings(), against: registrar)
        #expect(!result.verdict.valid)
        #expect(
            result.verdict.reasons.contains { $0.contains("something came that is no message") }, "\(result.verdict)")
    }

    @Test(
        "A refusal that no retry helps is counted by its status and makes the run invalid",
        arguments: ["500 Server Error", "401 Unauthorized", "404 Not Found", "603 Decline"])
    func refusals(status: String) throws {
        let registrar = try TestRegistrar { _ in .response(status) }
        let result = try Self.run(try Self.settings(), against: registrar)
        #expect(!result.verdict.valid && result.counters["answers.\(status.prefix(3))"] == 200)
        #expect(
            result.verdict.reasons.contains { $0.contains("200 requests were answered \(status.prefix(3))") },
            "\(result.verdict)")
    }

    @Test(
        "A registrar that denies for ever ends the run in time, and is told as such",
        arguments: ["1", "2147483647"])
    func denials(retryAfter: String) throws {
        let registrar = try TestRegistrar { _ in
            .response("503 Service Unavailable", lines: ["Retry-After: \(retryAfter)"])
        }
        let began = ContinuousClock.now
        let settings = try Self.settings(rate: 50)
        let control = RunControl()
        defer { registrar.end() }
        let target = try #require(LoadRun.Target(registrar.target))
        let outcome = try LoadRun(settings, against: target, clock: Runs.clock).execute(
            control: control,
            progress: { _ in
                // Times beyond all reason are waited for up to five minutes; that is no test's time.
                if retryAfter != "1", ContinuousClock.now - began > .seconds(5) { control.cancel() }
            })
        let result = Runs.result(outcome)
        #expect(ContinuousClock.now - began < .seconds(20))
        #expect(!result.verdict.valid && result.counters["generator.acknowledged"] == 0)
        #expect((result.counters["generator.denials"] ?? 0) >= 50)
        let says = result.verdict.reasons.contains { $0.contains("50 devices were denied as often as they came") }
        #expect(says == (retryAfter == "1"), "\(result.verdict)")
    }

    @Test("A registrar that dies in the middle of a run is noticed")
    func death() throws {
        let registrar = try TestRegistrar { _ in .response("200 OK") }
        let target = try #require(LoadRun.Target(registrar.target))
        let settings = try Self.settings(rate: 100, seconds: 3)
        let outcome = try LoadRun(settings, against: target, clock: Runs.clock).execute(
            control: RunControl(), progress: { _ in registrar.end() })
        let result = Runs.result(outcome)
        #expect((result.counters["generator.acknowledged"] ?? 0) >= 50)
        #expect(!result.verdict.valid)
        #expect(result.verdict.reasons.contains { $0.contains("nobody listens at") }, "\(result.verdict)")
    }
}
