import TestSupport
import Testing
import Workload

extension InteropTests {
    /// A small storm of SIPp's phones on the loopback interface: captured, recorded, replayed.
    @Suite struct LiveRecordTests {
        private static let phones = (1...60).map { number -> [String] in
            let address = String(number, radix: 16, uppercase: true)
            return ["user\(number)", String(repeating: "0", count: 12 - address.count) + address]
        }

        @Test(
            "What SIPp's phones did on the wire is what the plan says, and what its replay does",
            .enabled(if: LoopbackCapture.isPossible, "the system lets us capture nothing"),
            arguments: [("token-granted", "tokenCycle"), ("register", "initial")])
        func storm(scenario: String, kind: String) throws {
            let controller = try RunningController()
            let files = try TemporaryFiles()
            let capture = try LoopbackCapture(port: controller.sip.port, into: files)
            // One every 20 ms.
            try SIPp(controller).pass(scenario, for: Self.phones, callsPerSecond: 50)
            try capture.end()
            try controller.end()
            let storm = try RecordedStorm(captureIn: files, ["--sip-port", "\(controller.sip.port)"])
            let names = kind == "tokenCycle" ? Self.phones.map { "SEP\($0[1])" } : Self.phones.map { $0[0] }
            #expect(try Set(storm.words()) == Set(names.map { "\($0) \(kind)" }))
            let arrivals = try storm.arrivals()
            #expect(arrivals.count == Self.phones.count)
            // SIPp starts phones in bursts on a busy machine; on the whole it keeps its rate.
            let seconds = Double(arrivals.last?.nanoseconds ?? 0) / 1e9
            #expect(seconds > 0.9 && seconds < 30, "\(seconds)")
            try storm.replay()
        }
    }
}
