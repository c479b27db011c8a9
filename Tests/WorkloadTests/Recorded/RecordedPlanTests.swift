import Testing

@testable import Workload

/// Plans of recordings.
@Suite struct RecordedPlanTests {
    static func plan(_ lines: String = RecordedArrivalsTests.lines, seed: UInt64 = 7, speed: Double = 1) throws -> Plan
    {
        try Plan(seed: seed, recorded: try RecordedArrivals(lines: lines), speed: speed)
    }

    @Test("Devices, mix, count and rate follow from the arrivals")
    func totals() throws {
        let plan = try Self.plan()
        #expect(plan.devices == 3 && plan.plannedCount == 4 && plan.expectedCount == 4)
        #expect(plan.mix[.tokenCycle] == 0.5 && plan.mix[.initial] == 0.25 && plan.mix[.priority] == 0.25)
        // The last arrival and one mean gap: three gaps in 1.500000001 s.
        #expect(abs((plan.durationSeconds ?? 0) - 2) < 1e-6)
        #expect(abs((plan.meanRatePerSecond ?? 0) - 2) < 1e-6)
        let requests = PlanTests.requests(plan)
        #expect(requests == plan.recording && requests.count == 4)
    }

    @Test("A recording lasts a second at least, whether of one arrival or of many at once")
    func shortest() throws {
        #expect(try Self.plan("0 a initial").durationSeconds == 1)
        #expect(try Self.plan("0 a initial\n0 b initial").meanRatePerSecond == 2)
    }

    @Test("Twice as fast means half the times, and a recording must not last longer than a plan may")
    func speed() throws {
        let times = try Self.plan(speed: 2).recording.map(\.plannedNanoseconds)
        #expect(times == [0, 125_000_000, 125_000_000, 750_000_000])
        let error = #expect(throws: PlanError.self) { try Self.plan("0 a initial\n86400 b initial", speed: 0.5) }
        #expect(error == .recordingTooLong(172_800))
        #expect(try Self.plan("0 a initial\n86400 b initial").durationSeconds == 86_400)
        for speed in [0, -1, 0.0009, 1_001, .nan, .infinity] {
            #expect(throws: PlanError.self) { try Self.plan(speed: speed) }
        }
    }

    /// Checked in so that a plan that differs on some machine, or is changed unawares, is seen.
    @Test("The hash is the one checked in")
    func golden() throws {
        #expect(try Self.plan().hash == "10aa6c3cc26d8f94")
    }

    @Test("The hash covers every arrival, the speed and the seed, but not what devices are called")
    func hash() throws {
        // Ten a second, a few more than the requests by which other plans are hashed; the last is that of d9 at 10000.9.
        func lines(_ change: (inout [String]) -> Void = { _ in }) -> String {
            var lines = (0..<PlanLimits.hashedRequestsMax + 10).map { "\($0 / 10).\($0 % 10) d\($0 % 1_000) initial" }
            change(&lines)
            return lines.joined(separator: "\n")
        }
        let variants = [
            lines(), lines { $0[$0.count - 1] = "10000.9 d9 tokenCycle" },
            lines { $0[$0.count - 1] = "10001.0 d9 initial" }, lines { $0[$0.count - 1] = "10000.9 d10 initial" },
            lines { $0.removeLast() },
        ]
        var hashes = try variants.map { try Self.plan($0).hash }
        hashes.append(try Self.plan(variants[0], seed: 8).hash)
        hashes.append(try Self.plan(variants[0], speed: 2).hash)
        #expect(Set(hashes).count == hashes.count)
        let renamed = RecordedArrivalsTests.lines.replacing("SEP", with: "phone-")
        #expect(try Self.plan(renamed).hash == Self.plan().hash)
    }

    @Test("The parameters of a plan that its arrivals say must be those that they say")
    func redundantParameters() throws {
        let profile = Profile.recorded(try RecordedArrivalsTests.arrivals(), speed: 1)
        #expect(try Plan(seed: 7, devices: 3, profile: profile).hash == Self.plan().hash)
        #expect(throws: PlanError.knownFromArrivals("devices")) { try Plan(seed: 7, devices: 4, profile: profile) }
        #expect(throws: PlanError.knownFromArrivals("duration")) {
            try Plan(seed: 7, devices: 3, profile: profile, durationSeconds: 2)
        }
        #expect(throws: PlanError.arrivalsMissing) { try Plan(seed: 7, recorded: RecordedArrivals()) }
    }

    @Test("Each worker plays its devices' arrivals, in order; together they play all", arguments: [1, 2, 3, 8, 1024])
    func workers(count: Int) throws {
        let lines = (0..<5_000).map { "\($0 / 1_000).\(1_000_000 + $0 % 1_000) d\($0 * $0 % 97) initial" }
        let plan = try Self.plan(lines.joined(separator: "\n"))
        var all: [PlannedRequest] = []
        for worker in 0..<count {
            let share = PlanTests.requests(plan, worker: worker, of: count)
            #expect(share == plan.recording.filter { Int($0.device) % count == worker })
            all += share
        }
        #expect(all.count == plan.recording.count)
        var cursor = plan.cursor(worker: 0, of: count)
        while cursor.next() != nil {}
        #expect(cursor.next() == nil)
    }
}
