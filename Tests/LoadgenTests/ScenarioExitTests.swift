import TestSupport
import Testing

/// Exit 65: what is wrong in a scenario file is said with its line.
@Suite struct ScenarioExitTests {
    /// A scenario, and what the message has to name.
    static let mistakes: [(String, String)] = [
        ("devices: 1000\nprofile:\n  name: constant\n  rat: 5\n", ":4: unknown key \"rat\""),
        ("devices: 1000\nprofile: { name: constant, rate: -5 }\n", ":2:"),
        ("devices: 0\n", ":1:"),
        ("devices: 10\nmix: { tokenCycle: 0.9, initial: 0.2 }\n", ":2:"),
        ("devices: 10\nlaw: calender\n", ":2: no such law"),
        ("devices: 10\nobjectives:\n  - p99(token)<5ms\n  - p99(tokn)<5ms\n", ":4:"),
        ("parameters:\n  tokenTimeoutSecond: 5\n", ":2: unknown parameter"),
        ("parameters:\n  queueCapacity: none\n", ":2:"),
        ("devices: [1, 2\n", "scenario.yaml"),
    ]

    @Test("A mistake in a scenario exits 65 and names file and line", arguments: mistakes)
    func mistake(scenario: String, named: String) throws {
        let files = try TemporaryFiles()
        let path = try files.write(scenario, to: "scenario.yaml")
        let output = try Tool.run(["run", path])
        #expect(output.status == 65)
        #expect(output.standardError.contains("scenario.yaml") && output.standardError.contains(named))
        #expect(output.standardOutput.isEmpty)
    }

    @Test("A scenario that is not there exits 65 and names it")
    func missing() throws {
        let output = try Tool.run(["run", "/nonexistent/scenario.yaml"])
        #expect(output.status == 65)
        #expect(output.standardError.contains("/nonexistent/scenario.yaml"))
    }

    @Test("A rate alone is the end of a scenario's ramp")
    func rampRate() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "devices: 500\nduration: 0.2\nprofile: { name: ramp, to: 500 }\n", to: "scenario.yaml")
        let result = files.path("result.json")
        let output = try Tool.run(["run", path, "--rate", "200", "--quiet", "--json", result])
        // On a busy machine an open loop may come too late; the plan is what is asked for here.
        #expect(output.status == 0 || output.status == 4, "\(output.standardError)")
        #expect(try ResultJSON(result).object("plan")["ratePerSecond"] as? Double == 100)
    }

    @Test("Options win over the scenario")
    func override() throws {
        let files = try TemporaryFiles()
        let path = try files.write("devices: 500\nseed: 3\nprofile: saturate\nlaw: open\n", to: "scenario.yaml")
        let result = files.path("result.json")
        let output = try Tool.run(["run", path, "--devices", "700", "--quiet", "--json", result])
        #expect(output.status == 0, "\(output.standardError)")
        let plan = try ResultJSON(result).object("plan")
        #expect(plan["devices"] as? Int == 700 && plan["seed"] as? Int == 3)
    }
}
