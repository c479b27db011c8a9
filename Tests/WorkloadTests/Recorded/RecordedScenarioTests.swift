import Documents
import Testing

@testable import Workload

/// Recordings in scenario files.
@Suite struct RecordedScenarioTests {
    static let text = """
        seed: 3
        profile:
          name: recorded
          speed: 2
          arrivals: |
            0.000000 a tokenCycle
            0.500000 b initial
        law: calendar
        """

    @Test("A file with arrivals is read with its speed")
    func reading() throws {
        let scenario = try ScenarioTests.read(Self.text)
        #expect(scenario.profile?.kind == .recorded && scenario.profile?[.speed] == 2)
        #expect(scenario.profile?.arrivals?.count == 2 && scenario.law == "calendar")
        let plan = try Plan(scenario.planRequest)
        #expect(plan.devices == 2 && plan.seed == 3 && plan.profile.kind == .recorded)
    }

    /// A file, the line of its error, and how the message begins.
    static let mistakes: [(text: String, line: Int, message: String)] = [
        (
            "profile:\n  name: recorded\n  arrivals: |\n    0.0 a initial\n    0.5 b inital\n", 5,
            "no such kind of arrival: \"inital\""
        ),
        (
            "profile:\n  arrivals: |2\n\n    0.5 a initial\n    0.4 b initial\n  name: recorded\n", 5,
            "times go backwards"
        ),
        ("profile:\n  name: recorded\n  arrivals: |\n\n", 3, "profile.arrivals: there are none"),
        ("profile:\n  name: recorded\n  arrivals: |\n    # none\n", 3, "profile.arrivals: there are none"),
        ("profile:\n  name: recorded\n  arrivals: [0.0 a initial]\n", 3, "wrong type: profile.arrivals is a list"),
        ("profile:\n  name: recorded\n  arrivals: >\n    0.0 a initial\n", 3, "wrong type: profile.arrivals"),
        ("profile:\n  name: recorded\n  arrivals:\n", 3, "wrong type: profile.arrivals is nothing"),
        ("profile:\n  name: recorded\n  speed: 0\n", 3, "speed is 0"),
        ("profile:\n  name: recorded\n  speed: 1001\n", 3, "speed is 1001"),
        ("profile:\n  name: recorded\n  rate: 5\n", 3, "the key \"rate\" does not belong to the profile recorded"),
        ("profile:\n  name: recorded\n  duration: 5\n", 3, "the key \"duration\" does not belong"),
        ("profile:\n  name: constant\n  arrivals: |\n    0.0 a initial\n", 3, "the key \"arrivals\" does not belong"),
    ]

    @Test("Each mistake is named at its line, with what is allowed", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let (text, line, message) = Self.mistakes[index]
        let error = try #require(ScenarioErrorTests.error(text), "no error for \(text)")
        #expect(error.line == line && error.message.hasPrefix(message), "\(error) for \(text)")
        #expect(error.allowed?.isEmpty == false)
    }

    @Test(
        "What the arrivals say is not to be said again", arguments: ["devices: 5", "duration: 5", "mix: {initial: 1}"])
    func saidTwice(line: String) throws {
        let scenario = try ScenarioTests.read(Self.text + "\n" + line)
        let error = #expect(throws: PlanError.self) { try Plan(scenario.planRequest) }
        let key = String(line.prefix { $0 != ":" })
        #expect(error == .knownFromArrivals(key))
        #expect(error.flatMap { scenario.located($0) }?.line == 9)
    }

    @Test(
        "A profile of another kind put over a recording drops its arrivals, and a recording without any makes no plan")
    func overriding() throws {
        let recorded = try #require(try ScenarioTests.read(Self.text).profile)
        let saturated = recorded.overridden(by: ProfileSettings(kind: .saturate))
        #expect(saturated.arrivals == nil && saturated[.speed] == nil)
        #expect(ProfileSettings(kind: .recorded).overridden(by: recorded) == recorded)
        #expect(throws: PlanError.arrivalsMissing) {
            try ProfileSettings(kind: .recorded).profile(durationSeconds: 1)
        }
        var nameless = recorded
        nameless.kind = nil
        nameless[.speed] = nil
        #expect(throws: PlanError.arrivalsForeign(.saturate)) { try nameless.profile(durationSeconds: 1) }
    }

    @Test("A file with 40,000 arrivals is read, and one with more values than a parser should see is not")
    func large() throws {
        var arrivals = RecordedArrivals()
        for index in 0..<40_000 {
            try arrivals.append(
                RecordedArrival(
                    nanoseconds: Int64(index) * 1_000, device: "SEP\(100_000_000_000 + index)", kind: .initial))
        }
        let text = arrivals.planText(comments: [])
        #expect(text.utf8.count > DocumentBytes.usualMax)
        #expect(try ScenarioTests.read(text).profile?.arrivals?.count == 40_000)
        let values = "parameters:\n" + String(repeating: "  a: b\n", count: 300_000)
        #expect(ScenarioErrorTests.error(values)?.message == "more than 262144 values")
    }
}
