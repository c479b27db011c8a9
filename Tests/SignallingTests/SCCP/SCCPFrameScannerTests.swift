import Signalling
import TestSupport
import Testing

@Suite("SCCP.FrameScanner")
struct SCCPFrameScannerTests {
    /// The first bytes of a frame whose length field says this.
    static func start(length: UInt32, version: UInt32 = 0) -> [UInt8] {
        [length, version, 0x29].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    @Test(
        "A length that does not count the identifier is refused as soon as it is there",
        arguments: 0...3 as ClosedRange<UInt32>)
    func tooShort(length: UInt32) {
        let bytes = Self.start(length: length)
        for count in 4...12 {
            #expect(SCCPBytes.scan(bytes, count: count) == .failure(.tooShort(length: length)))
        }
    }

    @Test(
        "A length of more than the largest frame is refused as soon as it is there",
        arguments: [1000 - 8 + 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] as [UInt32])
    func tooLong(length: UInt32) {
        let bytes = Self.start(length: length)
        for count in 4...12 {
            #expect(
                SCCPBytes.scan(bytes, count: count, by: SCCP.FrameScanner(frameByteCountMax: 1000))
                    == .failure(.tooLong(length: length)))
        }
    }

    @Test("A frame of the largest size is taken")
    func largest() {
        let bytes = Self.start(length: 1000 - 8) + [UInt8](repeating: 0, count: 1000 - 12)
        let scan = SCCPBytes.scan(bytes, by: SCCP.FrameScanner(frameByteCountMax: 1000))
        let header = SCCP.Header(messageID: SCCP.MessageID(rawValue: 0x29), bodyByteCount: 988)
        #expect(scan == .frame(header, byteCount: 1000))
    }

    @Test("A length of 4 is a frame without a body")
    func empty() {
        let header = SCCP.Header(messageID: SCCP.MessageID(rawValue: 0x29), bodyByteCount: 0)
        #expect(SCCPBytes.scan(Self.start(length: 4)) == .frame(header, byteCount: 12))
    }

    @Test(
        "A version that is none is refused as soon as it is there",
        arguments: [256, 0x0101_0101, 0xFFFF_FFFF] as [UInt32])
    func unknownVersion(version: UInt32) {
        let bytes = Self.start(length: 4, version: version)
        for count in 8...12 {
            let failure = SCCP.FrameError.unknownVersion(SCCP.HeaderVersion(rawValue: version))
            #expect(SCCPBytes.scan(bytes, count: count) == .failure(failure))
        }
    }

    @Test("Every beginning of a frame asks for the rest, and what follows the frame is left alone")
    func split() throws {
        let frame = try SCCPBytes.frame(of: SCCP.RegisterReject(text: "Waiting To Rehome"))
        for count in 0..<frame.count {
            let expected = count < 4 ? SCCP.Header.byteCount : frame.count
            #expect(
                SCCPBytes.scan(frame, count: count) == .incomplete(byteCount: expected),
                "\(count) bytes")
        }
        let header = SCCP.Header(messageID: SCCP.MessageKind.registerReject.id, bodyByteCount: 32)
        for excess in [0, 1, 11, 12, 100] {
            let bytes = frame + [UInt8](repeating: 0xFF, count: excess)
            #expect(SCCPBytes.scan(bytes) == .frame(header, byteCount: frame.count))
        }
    }

    @Test("A stream of all messages comes out frame by frame, whatever pieces it arrives in")
    func stream() throws {
        var source = SCCPSampleSource(generator: TestSeed.current.generator(1))
        let samples = try source.messages()
        let stream = samples.flatMap(\.frame)
        for pieceMax in [1, 7, 1460, 100_000] {
            var (buffer, sent, received) = ([UInt8](), 0, [[UInt8]]())
            while sent < stream.count {
                let piece = min(pieceMax, stream.count - sent)
                buffer += stream[sent..<sent + piece]
                sent += piece
                while case .frame(_, let byteCount) = SCCPBytes.scan(buffer) {
                    received.append(Array(buffer.prefix(byteCount)))
                    buffer.removeFirst(byteCount)
                }
            }
            #expect(received == samples.map(\.frame), "\(TestSeed.current)")
            #expect(buffer.isEmpty)
        }
    }

    @Test(
        "A scanner has no largest frame that is smaller than a header or overflows", arguments: [.min, -1, 0, 11, 12])
    func limits(byteCount: Int) {
        let scanner = SCCP.FrameScanner(frameByteCountMax: byteCount)
        #expect(scanner.frameByteCountMax == 12)
        #expect(SCCPBytes.scan(Self.start(length: 5), by: scanner) == .failure(.tooLong(length: 5)))
        let boundless = SCCP.FrameScanner(frameByteCountMax: .max)
        #expect(SCCPBytes.scan(Self.start(length: .max), by: boundless) == .failure(.tooLong(length: .max)))
    }
}
