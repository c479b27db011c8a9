import Testing

@testable import Workload

@Suite struct ArrivalCursorTests {
    @Test(arguments: [1, 2, 3, 8, 1024])
    func workersTogetherWalkTheSameSequence(workers: Int) throws {
        for (name, plan) in try PlanTests.samples() {
            let whole = PlanTests.requests(plan)
            for worker in [0, workers / 2, workers - 1] {
                let share = PlanTests.requests(plan, worker: worker, of: workers)
                let expected = whole.enumerated().filter { $0.offset % workers == worker }.map(\.element)
                #expect(share == expected, "\(name), worker \(worker)")
            }
        }
    }

    @Test func timesNeverGoBackwardsAndStayWithinTheRun() throws {
        for (name, plan) in try PlanTests.samples() {
            let times = PlanTests.requests(plan).map(\.plannedNanoseconds)
            #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(name)")
            #expect(times.allSatisfy { $0 >= 0 && Double($0) <= (plan.durationSeconds ?? 0) * 1e9 }, "\(name)")
        }
    }

    @Test(arguments: [1, 2, 1000, 4097])
    func saturateVisitsEachDeviceOnce(devices: Int) throws {
        let plan = try Plan(seed: 3, devices: devices, profile: .saturate)
        let requests = PlanTests.requests(plan)
        #expect(requests.map(\.device).sorted() == Array(0..<UInt32(devices)))
        #expect(requests.allSatisfy { $0.kind == .tokenCycle && $0.plannedNanoseconds == 0 })
    }

    @Test func openLoopArrivalsOfOneDeviceAreAllDevicesApart() throws {
        let plan = try Plan(seed: 3, devices: 10, profile: .constant(ratePerSecond: 100), durationSeconds: 1)
        let devices = PlanTests.requests(plan).map(\.device)
        #expect(devices.count == 100)
        #expect(Array(devices.dropFirst(10)) == Array(devices.dropLast(10)))
        #expect(Set(devices.prefix(10)).count == 10)
    }

    @Test func aFinishedCursorStaysFinished() throws {
        for profile in [Profile.constant(ratePerSecond: 5), .poisson(ratePerSecond: 5)] {
            var cursor = try Plan(seed: 3, devices: 10, profile: profile, durationSeconds: 1).cursor()
            while cursor.next() != nil {}
            for _ in 0..<100 { #expect(cursor.next() == nil) }
        }
    }

    @Test func constantArrivalsAreEvenlySpaced() throws {
        let plan = try Plan(seed: 3, devices: 10, profile: .constant(ratePerSecond: 1000), durationSeconds: 0.1)
        #expect(PlanTests.requests(plan).map(\.plannedNanoseconds) == (0..<100).map { $0 * 1_000_000 })
    }

    /// Counts per tenth of a second of a Poisson process have a variance equal to their mean; 400 of them, seed 11.
    @Test func poissonCountsVaryAsTheyShould() throws {
        let plan = try Plan(seed: 11, devices: 10, profile: .poisson(ratePerSecond: 500), durationSeconds: 40)
        var counts = Array(repeating: 0.0, count: 400)
        for request in PlanTests.requests(plan) { counts[Int(request.plannedNanoseconds / 100_000_000)] += 1 }
        let mean = counts.reduce(0, +) / 400
        let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
        #expect(abs(mean - 50) < 1.5)
        #expect(abs(variance / mean - 1) < 0.25)
    }

    /// In each window the number of arrivals is the integral of the rate over it, within one arrival at either end.
    @Test func deterministicProfilesFollowTheIntegralOfTheirRate() throws {
        let cases: [(profile: Profile, integral: (Double) -> Double)] = [
            (.ramp(from: 0, to: 2000), { 100 * $0 * $0 }),
            (.ramp(from: 2000, to: 0), { 2000 * $0 - 100 * $0 * $0 }),
            (.step(from: 100, to: 300, steps: 2), { 100 * $0 + 200 * max(0, $0 - 5) }),
            (
                .step(from: 300, to: 0, steps: 4),
                { 300 * min($0, 2.5) + 200 * min(max($0 - 2.5, 0), 2.5) + 100 * min(max($0 - 5, 0), 2.5) }
            ),
            (
                .spike(base: 10, peak: 4000, atSeconds: 3, forSeconds: 2),
                { 10 * $0 + 3990 * min(max($0 - 3, 0), 2) }
            ),
            (.spike(base: 0, peak: 400, atSeconds: 9, forSeconds: 1), { 400 * max($0 - 9, 0) }),
        ]
        for (profile, integral) in cases {
            let plan = try Plan(seed: 3, devices: 10, profile: profile, durationSeconds: 10)
            let times = PlanTests.requests(plan).map { Double($0.plannedNanoseconds) / 1e9 }
            #expect(times.count == Int(integral(10)), "\(profile)")
            for end in stride(from: 0.5, through: 10, by: 0.5) {
                let count = Double(times.count { $0 < end })
                #expect(abs(count - integral(end)) <= 1, "\(profile) until \(end) s")
            }
        }
    }
}
