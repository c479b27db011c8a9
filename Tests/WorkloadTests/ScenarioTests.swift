import Documents
import Foundation
import Testing

@testable import Workload

@Suite struct ScenarioTests {
    static func read(_ text: String) throws(DocumentError) -> Scenario {
        try Scenario(yaml: Array(text.utf8), file: "s.yaml")
    }

    static let full = """
        # every key once
        seed: 18446744073709551615
        devices: 1_000_000
        target: core
        profile:
          rate: 5e4
          name: poisson
        duration: 2.5
        workers: 4
        law: calendar
        discipline: "strict"
        mix:
          tokenCycle: 0.95
          initial: 0.05
        objectives:
          - p99(token)<5ms
          - 'p50(lag)<1ms'
        parameters:
          queueDepthMax: 1000
          mode: "on"
        """

    @Test func everyKeyIsRead() throws {
        let scenario = try Self.read(Self.full)
        #expect(scenario.seed == .max)
        #expect(scenario.devices == 1_000_000)
        #expect(scenario.target == "core")
        #expect(scenario.profile?.kind == .poisson)
        #expect(scenario.profile?[.rate] == 50_000)
        #expect(scenario.durationSeconds == 2.5)
        #expect(scenario.workers == 4)
        #expect(scenario.law == "calendar")
        #expect(scenario.discipline == "strict")
        #expect(scenario.mix?[.tokenCycle] == 0.95)
        #expect(scenario.objectives == ["p99(token)<5ms", "p50(lag)<1ms"])
        #expect(scenario.parameters.map(\.name) == ["queueDepthMax", "mode"])
        #expect(scenario.parameters.map(\.text) == ["1000", "on"])
    }

    @Test func everyKeyKnowsItsLine() throws {
        let scenario = try Self.read(Self.full)
        #expect(scenario.line(of: "seed") == 2)
        #expect(scenario.line(of: "profile.rate") == 6)
        #expect(scenario.line(of: "profile.peak") == 5)
        #expect(scenario.line(of: "objectives.1") == 17)
        #expect(scenario.line(of: "parameters.mode") == 20)
        #expect(scenario.line(of: "mix.initial") == 14)
        #expect(scenario.line(of: "nothing") == nil)
    }

    @Test(arguments: ["", "# only a comment\n", "{}"])
    func aScenarioMayLeaveEverythingOpen(text: String) throws {
        #expect(try Plan(Self.read(text).planRequest).devices == 1_000_000)
    }

    @Test func eachProfileIsRead() throws {
        let cases: [(String, Profile)] = [
            ("saturate", .saturate),
            ("{name: constant, rate: 5}", .constant(ratePerSecond: 5)),
            ("{name: ramp, from: 0, to: 9}", .ramp(from: 0, to: 9)),
            ("{name: step, from: 1, to: 9, steps: 3}", .step(from: 1, to: 9, steps: 3)),
            ("{name: spike, base: 1, peak: 9, at: 2, for: 3}", .spike(base: 1, peak: 9, atSeconds: 2, forSeconds: 3)),
            ("{name: ramp, to: 9, duration: 20}", .ramp(from: 0, to: 9)),
        ]
        for (text, profile) in cases {
            #expect(try Plan(Self.read("devices: 9\nprofile: \(text)").planRequest).profile == profile)
        }
    }

    @Test func flagsGoOverTheFile() throws {
        var flags = Scenario()
        flags.devices = 5
        flags.objectives = ["p99(token)<1ms"]
        flags.parameters = [.init(name: "mode", text: "off"), .init(name: "extra", text: "1")]
        var settings = ProfileSettings()
        settings[.rate] = 7
        flags.profile = settings
        let merged = try Self.read(Self.full).overridden(by: flags)
        #expect(merged.devices == 5)
        #expect(merged.seed == .max)
        #expect(merged.profile?.kind == .poisson)
        #expect(merged.profile?[.rate] == 7)
        #expect(merged.objectives == ["p99(token)<1ms"])
        #expect(merged.parameters.map(\.text) == ["1000", "off", "1"])
        #expect(merged.line(of: "devices") == nil)
        #expect(merged.line(of: "parameters.queueDepthMax") == 19)
        #expect(merged.line(of: "objectives.0") == nil)
    }

    @Test func aFlagThatNamesAnotherProfileDropsWhatBelongsToTheFormer() throws {
        var flags = Scenario()
        flags.profile = ProfileSettings(kind: .constant)
        let constant = try Self.read(Self.full).overridden(by: flags)
        #expect(try Plan(constant.planRequest).profile == .constant(ratePerSecond: 50_000))
        flags.profile = ProfileSettings(kind: .saturate)
        let saturate = try Self.read(Self.full).overridden(by: flags)
        #expect(try Plan(saturate.planRequest).profile == .saturate)
        flags.durationSeconds = 5
        let contradiction = try Self.read(Self.full).overridden(by: flags)
        #expect(throws: PlanError.durationWithSaturate) { try Plan(contradiction.planRequest) }
    }

    @Test func aPlanErrorIsFoundInTheFileUnlessAFlagCausedIt() throws {
        let scenario = try Self.read("devices: 5\nprofile:\n  name: spike\n  peak: 5\n  at: 60\n")
        let failure = #expect(throws: PlanError.self) { try Plan(scenario.planRequest) }
        let error = try #require(failure)
        #expect(scenario.located(error)?.line == 5)
        var flags = Scenario()
        var settings = ProfileSettings()
        settings[.at] = 70
        flags.profile = settings
        #expect(scenario.overridden(by: flags).located(.devicesOutOfRange(0))?.line == 1)
        flags.devices = 0
        #expect(scenario.overridden(by: flags).located(.devicesOutOfRange(0)) == nil)
    }

    @Test func aFileIsReadUpToItsLimit() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let url = directory.appendingPathComponent("s.yaml")
        var text = Data("seed: 9\n#".utf8)
        // More than other documents may have: a recording needs it.
        text.append(Data(repeating: UInt8(ascii: "x"), count: DocumentBytes.usualMax))
        try text.write(to: url)
        #expect(try Scenario(path: url.path).seed == 9)
        text.append(Data(repeating: UInt8(ascii: "x"), count: PlanLimits.scenarioByteCountMax + 1 - text.count))
        try text.write(to: url)
        let failure = #expect(throws: DocumentError.self) { try Scenario(path: url.path) }
        #expect(failure?.message == "the file is larger than \(PlanLimits.scenarioByteCountMax) bytes")
        let missing = #expect(throws: DocumentError.self) { try Scenario(path: url.path + ".no") }
        #expect(missing?.description == "\(url.path).no: the file cannot be read")
        #expect(throws: DocumentError.self) { try Scenario(path: directory.path) }
    }
}
