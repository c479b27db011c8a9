import Testing

@testable import Workload

@Suite struct PlanTests {
    /// One plan per profile, and a mix: small enough to be walked whole.
    static func samples() throws -> [(name: String, plan: Plan)] {
        let mix = try Mix([.tokenCycle: 0.7, .initial: 0.2, .priority: 0.05, .forgedToken: 0.05])
        func plan(_ profile: Profile, _ seconds: Double?, _ mix: Mix = .tokenCyclesOnly) throws -> Plan {
            try Plan(seed: 7, devices: 1009, profile: profile, durationSeconds: seconds, mix: mix)
        }
        return [
            ("saturate", try plan(.saturate, nil)),
            ("constant", try plan(.constant(ratePerSecond: 997), 3)),
            ("poisson", try plan(.poisson(ratePerSecond: 1000), 3)),
            ("ramp", try plan(.ramp(from: 100, to: 2000), 3)),
            ("step", try plan(.step(from: 100, to: 1000, steps: 4), 3)),
            ("spike", try plan(.spike(base: 200, peak: 5000, atSeconds: 1, forSeconds: 0.5), 3)),
            ("mixed", try plan(.constant(ratePerSecond: 1000), 3, mix)),
        ]
    }

    static func requests(_ plan: Plan, worker: Int = 0, of workers: Int = 1) -> [PlannedRequest] {
        var cursor = plan.cursor(worker: worker, of: workers)
        var requests: [PlannedRequest] = []
        while let request = cursor.next() { requests.append(request) }
        return requests
    }

    /// Checked in so that a plan that differs on some machine, or is changed unawares, is seen.
    @Test func hashesAreThoseCheckedIn() throws {
        let golden = [
            "saturate": "5393f2e051c49ce8", "constant": "597a5e4efa0342fb", "poisson": "35e74949b547103e",
            "ramp": "e4b9fe5484012393", "step": "4cf5673a411e9258", "spike": "523aa2d0c2cc30e8",
            "mixed": "010f95f64eec0613",
        ]
        for (name, plan) in try Self.samples() { #expect(plan.hash == golden[name], "\(name)") }
    }

    @Test func theSameParametersGiveTheSameHashAndRequests() throws {
        for (first, second) in zip(try Self.samples(), try Self.samples()) {
            #expect(first.plan.hash == second.plan.hash)
            #expect(Self.requests(first.plan) == Self.requests(second.plan))
        }
    }

    @Test func anyParameterChangesTheHash() throws {
        let mix = try Mix([.tokenCycle: 0.5, .initial: 0.5])
        let constant = Profile.constant(ratePerSecond: 100)
        let plans = [
            try Plan(seed: 1, devices: 50, profile: constant, durationSeconds: 2),
            try Plan(seed: 2, devices: 50, profile: constant, durationSeconds: 2),
            try Plan(seed: 1, devices: 51, profile: constant, durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: .constant(ratePerSecond: 100.5), durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: .poisson(ratePerSecond: 100), durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: .ramp(from: 100, to: 100), durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: .step(from: 100, to: 100, steps: 2), durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: .step(from: 100, to: 100, steps: 3), durationSeconds: 2),
            try Plan(seed: 1, devices: 50, profile: constant, durationSeconds: 2.001),
            try Plan(seed: 1, devices: 50, profile: constant, durationSeconds: 2, mix: mix),
            try Plan(seed: 1, devices: 50, profile: .saturate),
        ]
        #expect(Set(plans.map(\.hash)).count == plans.count)
        #expect(plans.allSatisfy { $0.hash.utf8.count == 16 })
    }

    @Test func totalsAreThoseOfTheWalk() throws {
        for (name, plan) in try Self.samples() {
            let count = Self.requests(plan).count
            if let planned = plan.plannedCount { #expect(planned == UInt64(count), "\(name)") }
            // Five standard deviations for the Poisson process; the others differ by less than one.
            let tolerance = name == "poisson" ? 5 * plan.expectedCount.squareRoot() : 1
            #expect(abs(Double(count) - plan.expectedCount) <= tolerance, "\(name)")
        }
        #expect(try Plan(seed: 1, devices: 9, profile: .poisson(ratePerSecond: 5)).plannedCount == nil)
        #expect(try Plan(seed: 1, devices: 9, profile: .saturate).meanRatePerSecond == nil)
        let ramp = try Plan(seed: 1, devices: 9, profile: .ramp(from: 0, to: 50), durationSeconds: 4)
        #expect(ramp.meanRatePerSecond == 25)
    }

    @Test func valuesOutOfRangeAreRefused() throws {
        let constant = Profile.constant(ratePerSecond: 10)
        func refusal(devices: Int = 5, _ profile: Profile, _ seconds: Double? = 2) -> PlanError? {
            do {
                _ = try Plan(seed: 1, devices: devices, profile: profile, durationSeconds: seconds)
                return nil
            } catch { return error }
        }
        #expect(refusal(constant) == nil)
        #expect(refusal(devices: 0, constant) == .devicesOutOfRange(0))
        #expect(refusal(devices: -1, constant) == .devicesOutOfRange(-1))
        #expect(refusal(devices: 100_000_001, constant) == .devicesOutOfRange(100_000_001))
        #expect(refusal(devices: .max, constant) == .devicesOutOfRange(.max))
        #expect(refusal(constant, 0) == .durationOutOfRange(0))
        #expect(refusal(constant, 86_400) == nil)
        #expect(refusal(constant, 86_400.5) == .durationOutOfRange(86_400.5))
        #expect(refusal(constant, .infinity) == .durationOutOfRange(.infinity))
        #expect(refusal(constant, .nan)?.key == "duration")
        #expect(refusal(.saturate, 2) == .durationWithSaturate)
        #expect(refusal(.constant(ratePerSecond: 0)) == .rateOutOfRange(.rate, 0))
        #expect(refusal(.constant(ratePerSecond: -1)) == .rateOutOfRange(.rate, -1))
        #expect(refusal(.poisson(ratePerSecond: 1e10)) == .rateOutOfRange(.rate, 1e10))
        #expect(refusal(.poisson(ratePerSecond: .nan))?.key == "profile.rate")
        #expect(refusal(.ramp(from: 0, to: 0)) == .noLoad(.ramp))
        #expect(refusal(.ramp(from: -1, to: 5)) == .rateOutOfRange(.from, -1))
        #expect(refusal(.step(from: 1, to: 5, steps: 1)) == .stepsOutOfRange(1))
        #expect(refusal(.spike(base: 1, peak: 5, atSeconds: 2, forSeconds: 1)) == .spikeOutsideRun(.at, 2))
        #expect(refusal(.spike(base: 1, peak: 5, atSeconds: 1.5, forSeconds: 1)) == .spikeOutsideRun(.for, 1))
        #expect(refusal(.spike(base: 1, peak: 5, atSeconds: 1, forSeconds: 1)) == nil)
    }

    @Test func theSmallestAndLargestValuesMakePlansThatCanBeWalked() throws {
        let least = Double.leastNonzeroMagnitude
        for profile in [
            Profile.constant(ratePerSecond: least), .poisson(ratePerSecond: least), .ramp(from: 0, to: least),
        ] {
            let plan = try Plan(seed: 1, devices: 1, profile: profile, durationSeconds: 86_400)
            #expect(Self.requests(plan).count <= 1)
        }
        let fast = try Plan(
            seed: 1, devices: 100_000_000, profile: .ramp(from: 1e9, to: 0), durationSeconds: 86_400)
        var cursor = fast.cursor(worker: 1023, of: 1024)
        #expect(cursor.next()?.plannedNanoseconds == 1023)
    }
}
