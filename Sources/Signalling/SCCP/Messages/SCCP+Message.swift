extension SCCP {
    /// A message: what a frame says, as a value.
    ///
    /// Each type reads and writes the body of one kind of message, or of several kinds with the same body. Values are plain memory;
    /// reading and writing allocate nothing.
    public protocol Message: Hashable, Sendable, BitwiseCopyable {
        /// Which message this is.
        var kind: MessageKind { get }

        /// Reads a body under its header. What follows the known fields is passed over.
        init(parsing body: Span<UInt8>, of header: Header) throws(ParseError)

        /// The size of the body in this version, without padding.
        func bodyByteCount(in version: HeaderVersion) -> Int

        /// Appends exactly ``bodyByteCount(in:)`` bytes, for which `output` has room.
        func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>)
    }
}

extension SCCP.Message {
    /// The size of the whole frame: header, body, and zeros up to a multiple of 4.
    public func frameByteCount(in version: SCCP.HeaderVersion = .basic) -> Int {
        SCCP.Header.byteCount + (bodyByteCount(in: version) + 3) & ~3
    }

    /// Appends the whole frame, or nothing if there is no room for it.
    public func encode(
        in version: SCCP.HeaderVersion = .basic, into output: inout OutputSpan<UInt8>
    ) throws(SCCP.EncodingError) {
        let byteCount = frameByteCount(in: version)
        guard output.freeCapacity >= byteCount else {
            throw .noRoom(needed: byteCount, free: output.freeCapacity)
        }
        let end = output.count + byteCount
        SCCP.Header(messageID: kind.id, version: version, bodyByteCount: byteCount - SCCP.Header.byteCount)
            .encode(into: &output)
        encodeBody(in: version, into: &output)
        output.append(repeating: 0, count: end - output.count)
    }
}

extension SCCP.Header {
    /// Confirms that this is the header of a `kind` whose body has at least `byteCount` of the bytes in `body`.
    @inline(__always)
    func confirm(
        _ kind: SCCP.MessageKind, of body: Span<UInt8>, byteCount: Int
    ) throws(SCCP.ParseError) {
        guard messageID == kind.id else { throw .unexpectedMessage(messageID) }
        guard body.count >= byteCount else { throw .truncated(needed: byteCount, found: body.count) }
    }
}
