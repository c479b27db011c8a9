import Signalling
import TestSupport
import Testing

extension InteropTests {
    /// Phones that are sent away over SCCP, as Wireshark's dissector reads it.
    @Suite struct DenialTests {
        /// What the analyser finds in a field of these answers.
        private static func dissect(_ answers: [SCCPPhone.Frame], field: String) throws -> [[String]?] {
            var capture = TCPCapture(serverPort: 2_000)
            for answer in answers { capture.send(answer.bytes, from: .server) }
            let packets = try Tshark.dissect(
                capture, port: 2_000, as: "skinny", fields: Tshark.complaints + ["skinny.\(field)"])
            for packet in packets { for complaint in Tshark.complaints { #expect(packet[complaint] == []) } }
            return packets.map { $0["skinny.\(field)"] }
        }

        @Test(
            "While registrations queue, phones are told when to ask again, and those without a token that there is high traffic"
        )
        func denied() throws {
            let (controller, waiting) = try BusyController.start()
            let asking = try SCCPPhone(0xA1, to: controller.sccp)
            let spcp = try SCCPPhone(0xA2, to: controller.sccp)
            let rejects = [
                try asking.ask(asking.token, for: .registerTokenReject),
                try spcp.ask(spcp.spcpToken, for: .spcpRegisterTokenReject),
            ]
            let seconds = "\(BusyController.waitSeconds)"
            #expect(try Self.dissect(rejects, field: "waitTimeBeforeNextReq") == [[seconds], [seconds]])
            let coming = try SCCPPhone(0xA3, to: controller.sccp)
            let reject = try coming.ask(coming.registration, for: .registerReject)
            #expect(try Self.dissect([reject], field: "text") == [["High Traffic Try Again Later"]])
            // They stay connected, and ask again when it is time.
            for phone in [asking, spcp, coming, waiting] { try phone.ping() }
            let metrics = try controller.metrics()
            #expect(try metrics("sccp_tokens_denied_total") == 2)
            #expect(try metrics("sccp_registrations_denied_total") == 1)
            try controller.end()
        }

        @Test("A phone whose registration waits when the controller ends is told to go to the next one")
        func ended() throws {
            let (controller, waiting) = try BusyController.start()
            try controller.end()
            let reject = try waiting.hear(.registerReject)
            #expect(try Self.dissect([reject], field: "text") == [["Waiting To Rehome"]])
            #expect(throws: SCCPPhone.NoAnswer.self) { try waiting.ping() }
        }
    }
}
