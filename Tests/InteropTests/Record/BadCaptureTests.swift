import Signalling
import TestSupport
import Testing

extension InteropTests {
    /// Captures that make no plan.
    @Suite struct BadCaptureTests {
        private static func good() throws -> [UInt8] {
            var capture = SIPCapture()
            for number in 1...5 as ClosedRange<UInt64> {
                try capture.exchange(.register(seconds: 60), of: number, answer: nil, at: number)
            }
            return capture.network.bytes
        }

        private static func expectRefusal(
            _ bytes: [UInt8], _ message: String, location: SourceLocation = #_sourceLocation
        ) throws {
            let output = try RecordedStorm(bytes).output
            #expect(output.status == 65, "\(output.standardError)", sourceLocation: location)
            #expect(output.standardOutput.isEmpty, sourceLocation: location)
            #expect(output.standardError.contains("storm.pcap"), sourceLocation: location)
            #expect(output.standardError.contains(message), "\(output.standardError)", sourceLocation: location)
        }

        @Test("An empty file, and one that is no capture, hold no registration")
        func noCapture() throws {
            try Self.expectRefusal([], "")
            try Self.expectRefusal(Array("no capture\n".utf8), "capture")
            try Self.expectRefusal([0xD4, 0xC3, 0xB2, 0xA1], "")
        }

        @Test("A capture that was cut short makes no plan, though its beginning is good")
        func truncated() throws {
            let good = try Self.good()
            try #require(try RecordedStorm(good).arrivals().count == 5)
            try Self.expectRefusal(Array(good.dropLast(10)), "cut short")
            try Self.expectRefusal(Array(good.prefix(30)), "cut short")
        }

        @Test("A capture in which nobody registers is told from one without messages")
        func nobody() throws {
            try Self.expectRefusal(NetworkCapture().bytes, "holds no SIP REGISTER and no SCCP registration")
            var capture = SIPCapture()
            try capture.exchange(.options, of: 1, answer: "SIP/2.0 200 OK", at: 0)
            try Self.expectRefusal(capture.network.bytes, "holds no SIP REGISTER and no SCCP registration")
            try capture.exchange(.ping, of: 1, answer: "SIP/2.0 200 OK", at: 5)
            try Self.expectRefusal(capture.network.bytes, "nobody comes to register in its 2 messages")
        }

        @Test("What is no message of SIP is counted, and the rest is recorded")
        func broken() throws {
            var capture = SIPCapture()
            let request = String(decoding: try capture.request(.register(seconds: 60), of: 1), as: UTF8.self)
            capture.send(Array(request.replacing("CSeq: 1 REGISTER", with: "CSeq: x REGISTER").utf8), from: 1, at: 0)
            capture.send(
                Array(request.replacing("sip:u1@10.0.0.1>\r\nCall", with: "nobody>\r\nCall").utf8), from: 1, at: 1)
            try capture.exchange(.register(seconds: 60), of: 2, answer: nil, at: 2)
            let storm = try RecordedStorm(capture.network.bytes)
            #expect(try storm.words() == ["SEP000000000002 initial"])
            #expect(storm.comments.contains("unreadable"), "\(storm.comments)")
        }
    }
}
