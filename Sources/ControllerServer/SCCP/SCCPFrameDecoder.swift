internal import NIOCore
internal import Signalling

/// A frame of SCCP as it came: its header, and its body.
struct SCCPFrame: Equatable, Sendable {
    /// What the body is.
    let header: SCCP.Header
    /// The body, without the header.
    let body: ByteBuffer
}

/// Cuts a stream into frames.
///
/// Bytes that are no frame throw ``SCCP/FrameError``: where the next frame begins cannot be known, so the connection is of no more use. It keeps
/// nothing between calls; the largest frame that it waits for is the scanner's.
struct SCCPFrameDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = SCCPFrame

    private let scanner = SCCP.FrameScanner()

    /// The most bytes that a frame has.
    static var frameByteCountMax: Int { SCCP.FrameScanner.frameByteCountMaxDefault }

    /// A decoder at the beginning of a stream.
    init() {}

    mutating func decode(buffer: inout ByteBuffer) throws -> SCCPFrame? {
        switch scanner.scan(buffer.readableBytesUInt8Span) {
        case .incomplete: return nil
        case .failure(let error): throw error
        case .frame(let header, let byteCount):
            guard var frame = buffer.readSlice(length: byteCount) else { return nil }
            frame.moveReaderIndex(forwardBy: SCCP.Header.byteCount)
            return SCCPFrame(header: header, body: frame)
        }
    }

    /// What is left at the end of a stream is half a frame: nobody waits for its answer.
    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> SCCPFrame? {
        try decode(buffer: &buffer)
    }
}
