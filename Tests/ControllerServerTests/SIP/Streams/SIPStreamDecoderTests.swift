import NIOCore
import NIOTestUtils
import Signalling
import Testing

@testable import ControllerServer

@Suite struct SIPStreamDecoderTests {
    private static func wire(_ text: String) -> ByteBuffer { ByteBuffer(string: text.replacing("\n", with: "\r\n")) }

    private static let register = TestRegistrar.register(over: "TCP")
    private static let options = TestRegistrar.request("OPTIONS", over: "TCP")
        .replacing("Content-Length: 0\n\n", with: "Content-Length: 5\n\nhello")

    @Test("Messages and pings are found however the stream is cut")
    func cuts() throws {
        let register = Self.wire(Self.register)
        let options = Self.wire(Self.options)
        let pairs: [(ByteBuffer, [SIPStreamFrame])] = [
            (register, [.message(register)]), (options, [.message(options)]), (Self.wire("\n\n"), [.ping]),
            (Self.wire(Self.register + Self.options), [.message(register), .message(options)]),
            (Self.wire("\n" + Self.register), [.message(register)]),
            (Self.wire("\n\n" + Self.options + "\n\n\n\n"), [.ping, .message(options), .ping, .ping]),
        ]
        #expect(throws: Never.self) {
            try ByteToMessageDecoderVerifier.verifyDecoder(
                inputOutputPairs: pairs, decoderFactory: { SIPStreamDecoder() })
        }
    }

    @Test("A message without a length is a fault with its header, and behind it nothing comes any more")
    func missingLength() throws {
        var decoder = SIPStreamDecoder()
        let header = Self.wire(Self.register.replacing("Content-Length: 0\n", with: ""))
        var buffer = header
        buffer.writeImmutableBuffer(Self.wire(Self.register))
        let frame = try decoder.decode(buffer: &buffer)
        guard case .fault(let fault, let found) = frame else {
            Issue.record("no fault but \(String(describing: frame))")
            return
        }
        #expect(fault.kind == .missingField && fault.field == .contentLength && found == header)
        #expect(try decoder.decode(buffer: &buffer) == nil)
        buffer.writeImmutableBuffer(Self.wire(Self.register))
        #expect(try decoder.decode(buffer: &buffer) == nil && buffer.readableBytes == 0)
    }

    @Test("A header is waited for until it is as large as a message may be")
    func largeHeader() throws {
        var decoder = SIPStreamDecoder()
        var buffer = Self.wire("OPTIONS sip:a@b SIP/2.0\nX: ")
        buffer.writeRepeatingByte(0x78, count: SIPStreamDecoder.messageByteCountMax - 1 - buffer.readableBytes)
        #expect(try decoder.decode(buffer: &buffer) == nil)
        buffer.writeRepeatingByte(0x78, count: 1)
        guard case .fault(let fault, let header) = try decoder.decode(buffer: &buffer) else {
            Issue.record("no fault")
            return
        }
        #expect(fault.status == .messageTooLarge && header.readableBytes == 0)
    }
}
