import TestSupport
import Testing

/// A scenario has one hash, wherever it is played: figures of the same plan find each other by it.
@Suite struct PlanHashTests {
    /// Scenarios of each kind.
    static let scenarios = [
        RecordTests.plan, "devices: 300\nprofile: saturate\n",
        "devices: 300\nduration: 0.2\nprofile: { name: constant, rate: 900 }\n",
        "seed: 9\ndevices: 300\nduration: 0.2\nprofile: { name: poisson, rate: 900 }\nmix: { tokenCycle: 0.5, priority: 0.5 }\n",
    ]

    private static func hash(_ arguments: [String], _ files: TemporaryFiles) throws -> String {
        let path = files.path("result.json")
        let output = try Tool.run(arguments + ["--quiet", "--json", path])
        // On a busy machine an open loop may come too late; the plan is what is asked for here.
        #expect(output.status == 0 || output.status == 4, "\(output.standardError)")
        return try #require(try ResultJSON(path).object("plan")["hash"] as? String)
    }

    @Test("The plan's hash is the same against every target and in the laboratory", arguments: scenarios)
    func everywhere(scenario: String) throws {
        let files = try TemporaryFiles()
        let path = try files.write(scenario, to: "plan.yaml")
        let hash = try Self.hash(["run", path, "--target", "core"], files)
        #expect(try Self.hash(["run", path, "--target", "null"], files) == hash)
        #expect(try Self.hash(["storm", "--plan", path, "--law", "calendar"], files) == hash)
        let reseeded = try Self.hash(["run", path, "--target", "core", "--seed", "77"], files)
        #expect(reseeded != hash)
        #expect(try Self.hash(["storm", "--plan", path, "--seed", "77", "--law", "calendar"], files) == reseeded)
    }

    @Test("Another law, rate or storm around a plan leaves its hash as it is")
    func surroundings() throws {
        let files = try TemporaryFiles()
        let path = try files.write(RecordTests.plan, to: "plan.yaml")
        let hash = try Self.hash(["storm", "--plan", path, "--law", "open"], files)
        #expect(try Self.hash(["storm", "--plan", path, "--law", "aimd", "--rate", "50"], files) == hash)
        #expect(try Self.hash(["storm", "mid-storm-crash", "--plan", path, "--law", "open"], files) == hash)
    }

    @Test(
        "The storm around a plan has a name of its own, which another law leaves as it is and another rate or parameter does not"
    )
    func stormsName() throws {
        let files = try TemporaryFiles()
        let plan = try files.write(RecordTests.plan, to: "plan.yaml")
        let storm = try files.write("parameters: { queueDepthHigh: 64, queueDepthLow: 32 }\n", to: "storm.yaml")
        let settings = { (arguments: [String]) throws -> [String: String] in
            let path = files.path("result.json")
            let output = try Tool.run(["storm"] + arguments + ["--quiet", "--json", path])
            #expect(output.status == 0, "\(output.standardError)")
            return try #require(try ResultJSON(path).object("plan")["settings"] as? [String: String])
        }
        let open = try settings(["--plan", plan, "--law", "open"])
        #expect(open.keys.sorted() == ["storm"])
        #expect(try settings(["--plan", plan, "--law", "aimd"]) == open)
        #expect(try settings(["--plan", plan, "--law", "open", "--rate", "50"]) != open)
        let parameters = try settings([storm, "--plan", plan, "--law", "open"])
        #expect(parameters.keys.sorted() == ["queueDepthHigh", "queueDepthLow", "storm"])
        #expect(try settings(["primary-crash", "--devices", "100", "--rate", "50", "--law", "open"]) == [:])
    }

    @Test("What a plan says of its devices is not said again", arguments: ["--devices", "--outage"])
    func contradiction(option: String) throws {
        let files = try TemporaryFiles()
        let path = try files.write(RecordTests.plan, to: "plan.yaml")
        let output = try Tool.run(["storm", "--plan", path, option, "5"])
        #expect(output.status == 64 && output.standardOutput.isEmpty)
        #expect(output.standardError.contains("\(option) does not go with --plan"))
    }
}
