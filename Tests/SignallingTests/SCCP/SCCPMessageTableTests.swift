import Signalling
import TestSupport
import Testing

@Suite("SCCP.MessageDefinition")
struct SCCPMessageTableTests {
    @Test("Names are unique, and identifiers lead back to their kind")
    func identifiers() {
        let kinds = SCCP.MessageKind.allCases
        #expect(Set(kinds.map(\.definition.name)).count == kinds.count)
        for kind in kinds {
            #expect(SCCP.Header(messageID: kind.id, bodyByteCount: 0).kind == kind)
        }
    }

    @Test("The controller's identifiers lie apart from the devices'", arguments: SCCP.MessageKind.allCases)
    func direction(kind: SCCP.MessageKind) {
        let isController = kind.rawValue & 0x7FFF >= 0x80 && kind.rawValue & 0x7FFF < 0x8000
        #expect((kind.definition.direction == .fromController) == isController)
    }

    @Test("Bodies have the sizes that the table says", arguments: SCCP.MessageKind.allCases)
    func sizes(kind: SCCP.MessageKind) throws {
        var source = SCCPSampleSource(generator: TestSeed.current.generator(2))
        let row = kind.definition
        #expect(kind.isSignal == (row.bodyByteCountMax == 0))
        for sample in try source.samples(of: kind) {
            #expect(sample.shortestBody >= row.bodyByteCountMin)
            #expect(sample.shortestBody <= sample.body.count)
            #expect(sample.body.count <= (row.bodyByteCountMax + 3) & ~3)
            #expect(sample.frame.count <= SCCP.encodedFrameByteCountMax)
        }
    }

    @Test(
        "A message that is not known has an identifier and a size",
        arguments: [0x0030, 0x0043, 0x7FFF_FFFF, .max] as [UInt32])
    func unknown(id: UInt32) throws {
        let header = SCCP.Header(messageID: SCCP.MessageID(rawValue: id), bodyByteCount: 3)
        #expect(header.kind == nil)
        var frame = SCCPBytes.bytes("07000000 00000000 00000000 AABBCC")
        for place in 0..<4 { frame[8 + place] = UInt8(truncatingIfNeeded: id >> (8 * place)) }
        #expect(SCCPBytes.scan(frame) == .frame(header, byteCount: 15))
        #expect(throws: SCCP.ParseError.unexpectedMessage(header.messageID)) {
            try SCCPBytes.message(SCCP.Signal.self, in: frame)
        }
    }

    @Test("A kind with a body is no signal")
    func signals() {
        for kind in SCCP.MessageKind.allCases { #expect((SCCP.Signal(kind) != nil) == kind.isSignal) }
    }
}
