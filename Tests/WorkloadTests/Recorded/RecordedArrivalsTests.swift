import Testing

@testable import Workload

@Suite struct RecordedArrivalsTests {
    /// Three devices, one of which comes twice.
    static let lines = """
        0.000000 SEP00000000000A tokenCycle
        0.250000 SEP00000000000B initial

        # A gateway.
        0.250000 gw-1 priority
        1.500000001 SEP00000000000A tokenCycle
        """

    static func arrivals(_ lines: String = lines) throws -> RecordedArrivals { try RecordedArrivals(lines: lines) }

    @Test("Devices are numbered as they first come, and everything else is as written")
    func reading() throws {
        let arrivals = try Self.arrivals()
        #expect(arrivals.deviceNames == ["SEP00000000000A", "SEP00000000000B", "gw-1"])
        #expect(arrivals.requests.map(\.device) == [0, 1, 2, 0])
        #expect(arrivals.requests.map(\.plannedNanoseconds) == [0, 250_000_000, 250_000_000, 1_500_000_001])
        #expect(arrivals.requests.map(\.kind) == [.tokenCycle, .initial, .priority, .tokenCycle])
        #expect(
            arrivals[3] == RecordedArrival(nanoseconds: 1_500_000_001, device: "SEP00000000000A", kind: .tokenCycle))
    }

    /// A line, and how its error begins.
    static let mistakes = [
        ("0.1 a", "an arrival cannot be \"0.1 a\""), ("0.1 a initial b", "an arrival cannot be"),
        ("-1 a initial", "\"-1\" is no time"), ("1e3 a initial", "\"1e3\" is no time"),
        ("0. a initial", "\"0.\" is no time"), (".5 a initial", "\".5\" is no time"),
        ("0.1234567891 a initial", "\"0.1234567891\" is no time"),
        ("1234567890 a initial", "\"1234567890\" is no time"),
        ("86400.000001 a initial", "an arrival at 86400.000001 seconds is out of range"),
        ("0.1 \u{E4} initial", "a device cannot be called"),
        ("0.1 \(String(repeating: "x", count: 65)) initial", "a device cannot be called"),
        ("0.1 a Initial", "no such kind of arrival: \"Initial\""),
        ("0.1 a forgedToken", "no such kind of arrival: \"forgedToken\""),
        ("0.049999999 a initial", "times go backwards: 0.049999999 after 0.050000 seconds"),
    ]

    @Test("Each mistake is named with the number of its line", arguments: mistakes)
    func mistake(line: String, message: String) throws {
        let error = #expect(throws: RecordedArrivals.LineError.self) {
            try RecordedArrivals(lines: "0.05 a initial\n\n\(line)\n0.2 b initial")
        }
        #expect(error?.index == 2)
        #expect(error?.problem.message.hasPrefix(message) == true, "\(String(describing: error))")
        #expect(error?.problem.allowed.isEmpty == false)
    }

    @Test("A recording is full at its limit, and says so")
    func full() throws {
        var arrivals = RecordedArrivals()
        let arrival = RecordedArrival(nanoseconds: 5, device: "a", kind: .initial)
        for _ in 0..<PlanLimits.recordedArrivalsMax { try arrivals.append(arrival) }
        #expect(throws: ArrivalError.tooMany) { try arrivals.append(arrival) }
        #expect(arrivals.count == PlanLimits.recordedArrivalsMax)
    }

    @Test("Times are written so that they are read as the same nanosecond")
    func times() {
        for time: Int64 in [0, 1, 999, 1_000, 999_999_999, 1_000_000_000, 86_400_000_000_000, 12_345_678_901] {
            #expect(ArrivalTime.nanoseconds(Array(ArrivalTime.text(time).utf8)[...]) == time)
        }
        #expect(ArrivalTime.text(1_250_000_000) == "1.250000")
        #expect(ArrivalTime.text(1_250_000_001) == "1.250000001")
    }

    @Test("What is written as a plan is read as the same arrivals")
    func roundTrip() throws {
        let arrivals = try Self.arrivals()
        let text = arrivals.planText(comments: ["A storm: of [4] {arrivals}, *here*.", ""])
        #expect(text.hasPrefix("# A storm: of [4] {arrivals}, *here*.\n#\nprofile:\n  name: recorded\n"))
        let scenario = try ScenarioTests.read(text)
        #expect(scenario.profile?.arrivals == arrivals)
    }
}
