import Foundation
import TestSupport
import Testing

/// SIPp, the traffic generator of Debian's package sip-tester, playing the phones of our scenarios.
struct SIPp {
    /// How it reaches the controller.
    enum Transport: String, CaseIterable {
        /// UDP, from one port.
        case udp = "u1"
        /// One TCP connection for all calls.
        case tcp = "t1"
        /// A TCP connection for each call.
        case tcpEach = "tn"
    }

    /// What became of the calls of a scenario.
    struct Outcome {
        /// 0 where all calls went as the scenario says, 1 where one did not.
        let status: Int32
        let successfulCallCount: Int
        let failedCallCount: Int
        /// What was unexpected.
        let complaints: String
    }

    private let controller: RunningController
    private let transport: Transport

    /// Phones that reach `controller` so.
    init(_ controller: RunningController, over transport: Transport = .udp) {
        self.controller = controller
        self.transport = transport
    }

    /// Plays a scenario once for each row of fields, and returns what became of it.
    ///
    /// - Parameter callsPerSecond: how many begin in a second, while no more than 200 are under way.
    func play(_ scenario: String, for rows: [[String]], callsPerSecond: Int = 100) throws -> Outcome {
        let files = try TemporaryFiles()
        let fields = (["SEQUENTIAL"] + rows.map { $0.joined(separator: ";") }).joined(separator: "\n") + "\n"
        var arguments = [
            "\(controller.sip)", "-sf", Self.path(of: scenario), "-inf", try files.write(fields, to: "fields"),
        ]
        arguments += ["-t", transport.rawValue, "-i", controller.sip.host, "-m", "\(rows.count)"]
        arguments += ["-r", "\(callsPerSecond)", "-l", "200", "-max_socket", "250", "-nostdin"]
        // For hangs only: a retransmission takes half a second, and a busy machine longer.
        arguments += ["-timeout", "240", "-timeout_error"]
        arguments += ["-trace_err", "-error_file", files.path("errors")]
        arguments += ["-trace_stat", "-stf", files.path("statistics")]
        let output = try DebianProgram("sipp", package: "sip-tester").start(arguments, in: files.path("")).output()
        let statistics = Self.lastRow(of: files.text(of: "statistics"))
        return Outcome(
            status: output.status, successfulCallCount: statistics["SuccessfulCall(C)"].flatMap { Int($0) } ?? -1,
            failedCallCount: statistics["FailedCall(C)"].flatMap { Int($0) } ?? -1,
            complaints: files.text(of: "errors") + output.standardError)
    }

    /// Plays a scenario once for each row of fields, and expects that all calls go as it says.
    func pass(
        _ scenario: String, for rows: [[String]] = [["alice"]], callsPerSecond: Int = 100,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try play(scenario, for: rows, callsPerSecond: callsPerSecond)
        #expect(outcome.status == 0, "\(outcome.complaints)", sourceLocation: location)
        #expect(outcome.successfulCallCount == rows.count, sourceLocation: location)
        #expect(outcome.failedCallCount == 0, sourceLocation: location)
    }

    private static func path(of scenario: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Scenarios/\(scenario).xml").path
    }

    /// The last row of a table with ";" between its cells, by the names in its first.
    private static func lastRow(of table: String) -> [Substring: Substring] {
        let rows = table.split(separator: "\n").map { $0.split(separator: ";", omittingEmptySubsequences: false) }
        guard let names = rows.first, let last = rows.last, rows.count > 1 else { return [:] }
        return Dictionary(zip(names, last)) { first, _ in first }
    }
}
