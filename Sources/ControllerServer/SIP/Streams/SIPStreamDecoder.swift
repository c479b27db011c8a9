internal import NIOCore
internal import Signalling

/// Cuts a stream into messages and pings (RFC 3261 section 18.3, RFC 5626 section 4.4.1).
///
/// Empty lines that are no pings are passed over. Behind a fault all that comes is thrown away: the connection is of no more use but for
/// the answer. It waits for less than a message of ``messageByteCountMax`` bytes.
struct SIPStreamDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = SIPStreamFrame

    private var scanner = SIPFrameScanner(role: .server)
    private var hasFailed = false

    /// The most bytes that a message has.
    static var messageByteCountMax: Int { SIPLimits.stream.messageByteCountMax }
    /// The most bytes that may wait for more and yet be no beginning of a message: three quarters of a ping.
    static var pingRemainderByteCountMax: Int { 3 }

    /// A decoder at the beginning of a stream.
    init() {}

    mutating func decode(buffer: inout ByteBuffer) throws -> SIPStreamFrame? {
        while !hasFailed {
            switch scanner.next(in: buffer.readableBytesUInt8Span) {
            case .incomplete: return nil
            case .emptyLine(let byteCount): buffer.moveReaderIndex(forwardBy: byteCount)
            case .ping(let byteCount):
                buffer.moveReaderIndex(forwardBy: byteCount)
                return .ping
            case .message(let byteCount): return buffer.readSlice(length: byteCount).map { .message($0) }
            case .fault(let fault, let headerByteCount):
                hasFailed = true
                return .fault(fault, header: buffer.readSlice(length: headerByteCount) ?? ByteBuffer())
            }
        }
        buffer.moveReaderIndex(to: buffer.writerIndex)
        return nil
    }

    /// What is left at the end of a stream is half a message: nobody waits for its answer.
    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> SIPStreamFrame? {
        try decode(buffer: &buffer)
    }
}
