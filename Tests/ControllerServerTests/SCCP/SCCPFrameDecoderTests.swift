import NIOCore
import NIOTestUtils
import Signalling
import Testing

@testable import ControllerServer

@Suite struct SCCPFrameDecoderTests {
    private static func frame(_ message: some SCCP.Message) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.write(message)
        return buffer
    }

    private static func bytes(length: UInt32) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(length, endianness: .little)
        buffer.writeRepeatingByte(0, count: 8)
        return buffer
    }

    @Test("Frames are found however the stream is cut")
    func cuts() throws {
        let reject = Self.frame(SCCP.RegisterTokenReject(waitSeconds: 30))
        let ping = Self.frame(SCCP.Signal.keepAlive)
        var body = reject
        body.moveReaderIndex(forwardBy: 12)
        let rejectFrame = SCCPFrame(
            header: SCCP.Header(messageID: SCCP.MessageKind.registerTokenReject.id, bodyByteCount: 4), body: body)
        let pingFrame = SCCPFrame(
            header: SCCP.Header(messageID: SCCP.MessageKind.keepAlive.id, bodyByteCount: 0), body: ByteBuffer())
        var both = reject
        var second = ping
        both.writeBuffer(&second)
        #expect(throws: Never.self) {
            try ByteToMessageDecoderVerifier.verifyDecoder(
                inputOutputPairs: [
                    (reject, [rejectFrame]), (ping, [pingFrame]), (both, [rejectFrame, pingFrame]),
                ], decoderFactory: { SCCPFrameDecoder() })
        }
    }

    @Test(
        "A length that cannot be ends the stream with the bytes of the length alone",
        arguments: [0, 1, 3, 4_089, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF4, 0xFFFF_FFFF] as [UInt32])
    func impossible(length: UInt32) {
        var buffer = Self.bytes(length: length)
        var decoder = SCCPFrameDecoder()
        #expect(throws: SCCP.FrameError.self) { _ = try decoder.decode(buffer: &buffer) }
    }

    @Test("The shortest and the longest lengths that can be are waited for", arguments: [5, 4_088] as [UInt32])
    func possible(length: UInt32) throws {
        var buffer = Self.bytes(length: length)
        var decoder = SCCPFrameDecoder()
        #expect(try decoder.decode(buffer: &buffer) == nil)
        buffer.writeRepeatingByte(0, count: Int(length) - 4)
        #expect(try decoder.decode(buffer: &buffer)?.header.bodyByteCount == Int(length) - 4)
        #expect(buffer.readableBytes == 0)
    }
}
