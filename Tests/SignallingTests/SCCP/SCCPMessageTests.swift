import Signalling
import TestSupport
import Testing

/// What holds of all messages.
@Suite("SCCP messages")
struct SCCPMessageTests {
    /// Messages of all kinds with random fields; another set for each place.
    static func samples(_ place: Int) throws -> [SCCPSample] {
        var source = SCCPSampleSource(generator: TestSeed.current.generator(place))
        return try source.messages()
    }

    @Test("Every message is read as it was written", arguments: 0..<20)
    func roundTrip(place: Int) throws {
        let samples = try Self.samples(place)
        #expect(Set(samples.map(\.kind)) == Set(SCCP.MessageKind.allCases))
        for sample in samples {
            #expect(sample.frame.count % 4 == 0)
            #expect(SCCPBytes.scan(sample.frame) == .frame(sample.header, byteCount: sample.frame.count))
            #expect(try sample.isRead(from: sample.body), "\(sample.kind) \(TestSeed.current)")
        }
    }

    @Test("What newer phones append is passed over")
    func longer() throws {
        var generator = TestSeed.current.generator(100)
        for sample in try Self.samples(100) {
            // A longer form of this one would begin there.
            if sample.kind == .registerRequest, sample.body.count < 172 { continue }
            for excess in [1, 2, 3, 4, 100] {
                let tail = (0..<excess).map { _ in UInt8.random(in: 0...255, using: &generator) }
                #expect(try sample.isRead(from: sample.body + tail), "\(sample.kind) \(TestSeed.current)")
            }
        }
    }

    @Test("Every beginning of a body is refused as too short, or is a message where that is allowed")
    func truncated() throws {
        for sample in try Self.samples(101) {
            for count in 0..<sample.body.count {
                let body = Array(sample.body.prefix(count))
                if count >= sample.shortestBody {
                    #expect(throws: Never.self, "\(sample.kind) \(count)") { try sample.isRead(from: body) }
                    continue
                }
                do throws(SCCP.ParseError) {
                    _ = try sample.isRead(from: body)
                    Issue.record("\(sample.kind) is read from \(count) of \(sample.body.count) bytes")
                } catch {
                    switch error {
                    case .truncated(let needed, let found):
                        #expect(needed > found && found == count && needed <= sample.shortestBody)
                    case .unterminatedText:
                        #expect([.configStatDynamic, .lineStatDynamic, .speedDialStatDynamic].contains(sample.kind))
                    default: Issue.record("\(sample.kind), \(count) bytes: \(error)")
                    }
                }
            }
        }
    }

    @Test("A message under another message's header is refused")
    func mismatched() throws {
        for sample in try Self.samples(102) {
            for id in [0x2A, 0xFFFF_FFFF] + SCCP.MessageKind.allCases.map(\.rawValue) where id != sample.kind.rawValue {
                let other = SCCP.Header(
                    messageID: SCCP.MessageID(rawValue: id), version: sample.version, bodyByteCount: sample.body.count)
                if let kind = other.kind, Self.readsTogether(kind, sample.kind) { continue }
                #expect(throws: SCCP.ParseError.unexpectedMessage(other.messageID)) {
                    try sample.isRead(from: sample.body, of: other)
                }
            }
        }
    }

    /// Whether one type reads both.
    static func readsTogether(_ one: SCCP.MessageKind, _ other: SCCP.MessageKind) -> Bool {
        let questions: Set<SCCP.MessageKind> = [.forwardStatRequest, .lineStatRequest, .speedDialStatRequest]
        return one.isSignal && other.isSignal || questions.isSuperset(of: [one, other])
    }

    @Test("A buffer without room stays as it was, and the error says how much is needed")
    func noRoom() throws {
        let reject = SCCP.RegisterReject(text: "No Resources")
        for capacity in 0..<44 {
            let bytes = [UInt8](capacity: capacity) { output in
                #expect(throws: SCCP.EncodingError.noRoom(needed: 44, free: capacity)) {
                    try reject.encode(into: &output)
                }
            }
            #expect(bytes.isEmpty)
        }
    }

    @Test("Two messages stand one behind the other in one buffer")
    func appended() throws {
        let bytes = try [UInt8](capacity: 28) { output throws(SCCP.EncodingError) in
            try SCCP.Signal.keepAliveAck.encode(into: &output)
            try SCCP.RegisterTokenReject(waitSeconds: 7).encode(into: &output)
        }
        #expect(bytes == SCCPBytes.bytes("040000000000000000010000 08000000000000001B01000007000000"))
    }
}
