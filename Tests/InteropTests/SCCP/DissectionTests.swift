import Registration
import Signalling
import TestSupport
import Testing

extension InteropTests {
    /// What Wireshark's dissector makes of a registration, as the controller's socket gives it away.
    @Suite struct DissectionTests {
        /// In the basic form, and in the forms of newer phones: servers' addresses change with 17, numbers to dial with 18.
        private static let versions: [UInt8] = [3, 11, 17, 22]

        private static let configuration = """
            name: cc1
            devices:
              SEP0000000000A1: {lines: [1001, 1002], mailbox: 1001}
            sccp: {keepAliveSeconds: 31, secondaryKeepAliveSeconds: 62, dateTemplate: M/D/Y, firmware: SCCP41.8-5-3S}
            group:
              - {name: cc1, address: 127.0.0.1:2000}
              - {name: cc2, address: 127.0.0.2:2002}
            """

        /// A phone's whole life: token, registration, every question, a ping, and its leave.
        private static func lifetime(protocolVersion: UInt8) throws -> [SCCPPhone.Frame] {
            let controller = try RunningController(configuration)
            let phone = try SCCPPhone(0xA1, to: controller.sccp, protocolVersion: protocolVersion)
            try phone.ask(phone.token, for: .registerTokenAck)
            try phone.register(lineCount: 2)
            try phone.ask(SCCP.StatusRequest.speedDial(1), for: .speedDialStat)
            try phone.ask(.versionRequest, for: .versionResponse)
            try phone.ask(.serverRequest, for: .serverResponse)
            try phone.ping()
            try phone.ask(SCCP.UnregisterRequest(), for: .unregisterAck)
            let metrics = try controller.metrics()
            #expect(try metrics("sccp_registered_total") == 1)
            #expect(try metrics("sccp_unexpected_messages_total") == 0)
            #expect(try metrics("registered_devices") == 0)
            try controller.end()
            return phone.frames
        }

        @Test(
            "tshark finds nothing malformed in a whole registration, and every field is what the configuration says",
            arguments: versions)
        func wholeRegistration(protocolVersion: UInt8) throws {
            let frames = try Self.lifetime(protocolVersion: protocolVersion)
            let heard = frames.filter { $0.sender == .server }
            // 23 of them are the registration, from its request to the time of day.
            #expect(frames.count == 35 && heard.count == 17)
            var capture = TCPCapture(serverPort: 2_000)
            for frame in frames { capture.send(frame.bytes, from: frame.sender) }
            let expected = ExpectedFields(protocolVersion: protocolVersion)
            let fields = ["hdr_version", "messageId", "data_length"] + expected.names
            let packets = try Tshark.dissect(
                capture, port: 2_000, as: "skinny", fields: Tshark.complaints + fields.map { "skinny.\($0)" })
            try #require(packets.count == frames.count)
            for (frame, packet) in zip(frames, packets) {
                for complaint in Tshark.complaints { #expect(packet[complaint] == [], "\(frame.kind)") }
                #expect(packet["skinny.messageId"] == ["\(frame.kind.rawValue)"])
                #expect(packet["skinny.data_length"] == ["\(frame.bytes.count - 8)"])
                guard frame.sender == .server else { continue }
                #expect(packet["skinny.hdr_version"] == [expected.headerVersion(of: frame.kind)], "\(frame.kind)")
            }
            expected.compare(zip(frames, packets).filter { $0.0.sender == .server })
        }
    }
}
