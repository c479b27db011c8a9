import Foundation
import Testing

@testable import Gate

@Suite struct InstructionLimitsTests {
    private let limits = InstructionLimits(
        reason: "a test", machine: "any", counts: ["token.grant": 400, "cycle": 1_600])

    @Test("Two percent is the tolerance, on both sides")
    func tolerance() {
        #expect(limits.verdict(on: 408, of: "token.grant") == .kept)
        #expect(limits.verdict(on: 408.1, of: "token.grant") == .exceeded)
        #expect(limits.verdict(on: 392, of: "token.grant") == .kept)
        #expect(limits.verdict(on: 391.9, of: "token.grant") == .undercut)
        #expect(limits.verdict(on: 1, of: "nothing") == .unknown)
    }

    @Test("A file keeps the limits and their reason")
    func roundTrip() throws {
        let path = FileManager.default.temporaryDirectory.path + "/limits-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try limits.write(to: path)
        #expect(try InstructionLimits(path: path) == limits)
    }

    @Test(
        "A file that is not there is no baseline, one that says something else an error", arguments: ["{}", "no JSON"])
    func unreadable(text: String) throws {
        let path = FileManager.default.temporaryDirectory.path + "/limits-\(UUID().uuidString).json"
        #expect(throws: GateError.noLimits(path)) { try InstructionLimits(path: path) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: GateError.self) { try InstructionLimits(path: path) }
    }

    @Test("Callgrind's count and the tool's are found in what they print")
    func parsing() {
        let errors = "==12== Events    : Ir\n==12== Collected : 2797358\n==12==\n==12== I   refs:      2,797,358\n"
        #expect(InstructionCounter.collected(in: errors) == 2_797_358)
        #expect(InstructionCounter.collected(in: "nothing") == nil)
        #expect(InstructionCounter.operations(of: "cycle", in: "token.grant 1\ncycle 4096\n") == 4_096)
        #expect(InstructionCounter.operations(of: "cycle", in: "cycle many") == nil)
    }
}
