import Signalling
import TestSupport
import Testing

/// What Wireshark's dissector makes of every message that we send.
@Suite("SCCP dissected by tshark")
struct SCCPDissectionTests {
    /// What the analyser says of each packet of a capture, as far as messages, complaints and checksums go.
    static func dissect(_ capture: TCPCapture, naming messages: [DissectedMessage]) throws -> [Tshark.Dissection] {
        let fields = Set(messages.flatMap(\.fields.keys)).sorted().map { "skinny.\($0)" }
        let checksums = ["ip.checksum.status", "tcp.checksum.status"]
        return try Tshark.dissect(
            capture, port: 2000, as: "skinny", fields: Tshark.complaints + checksums + fields)
    }

    @Test("No message is malformed, and every field is what was put in")
    func fields() throws {
        let messages = try DissectedAdmission.messages() + DissectedConfiguration.messages()
        #expect(Set(messages.map(\.kind)) == Set(SCCP.MessageKind.allCases))
        var capture = TCPCapture(serverPort: 2000)
        for message in messages { capture.send(message.frame, from: message.sender) }
        let packets = try Self.dissect(capture, naming: messages)
        try #require(packets.count == messages.count)
        for (message, packet) in zip(messages, packets) {
            for complaint in Tshark.complaints {
                #expect(packet[complaint] == [], "\(message.kind)")
            }
            #expect(packet["ip.checksum.status"] == ["1"] && packet["tcp.checksum.status"] == ["1"])
            for (field, values) in message.fields {
                #expect(packet["skinny.\(field)"] == values, "\(message.kind) \(field)")
            }
        }
    }

    @Test("Messages one behind the other in a packet, and cut between packets, are found", arguments: [500, 1460])
    func stream(pieceByteCount: Int) throws {
        let messages = try DissectedAdmission.messages() + DissectedConfiguration.messages()
        let stream = messages.flatMap(\.frame)
        var capture = TCPCapture(serverPort: 2000)
        for start in stride(from: 0, to: stream.count, by: pieceByteCount) {
            capture.send(Array(stream[start..<min(start + pieceByteCount, stream.count)]), from: .server)
        }
        let packets = try Self.dissect(capture, naming: messages)
        #expect(packets.flatMap { $0["_ws.malformed"] ?? [] } == [])
        let identifiers = packets.flatMap { $0["skinny.messageId"] ?? [] }
        #expect(identifiers == messages.map { "\($0.kind.rawValue)" })
    }

    @Test("A message that is cut short is called malformed: the analyser does notice")
    func malformed() throws {
        var frame = try SCCPBytes.frame(of: SCCP.RegisterTokenReject(waitSeconds: 30))
        frame.removeLast(4)
        frame[0] = 4
        var capture = TCPCapture(serverPort: 2000)
        capture.send(frame, from: .server)
        let packets = try Tshark.dissect(capture, port: 2000, as: "skinny", fields: Tshark.complaints)
        #expect(packets.count == 1)
        #expect(packets.first?["_ws.malformed"] != [])
    }
}
