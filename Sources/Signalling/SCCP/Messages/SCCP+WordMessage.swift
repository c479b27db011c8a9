extension SCCP {
    /// A message whose body is one word.
    public protocol WordMessage: Message {
        /// Which message this is.
        static var kind: MessageKind { get }

        /// The body.
        var word: UInt32 { get }

        /// The message with this body.
        init(word: UInt32)
    }
}

extension SCCP.WordMessage {
    /// Which message this is.
    public var kind: SCCP.MessageKind { Self.kind }

    /// Reads a message; see ``SCCP/Message/init(parsing:of:)``.
    public init(parsing body: Span<UInt8>, of header: SCCP.Header) throws(SCCP.ParseError) {
        try header.confirm(Self.kind, of: body, byteCount: 4)
        self.init(word: body.uint32(at: 0))
    }

    /// One word.
    public func bodyByteCount(in version: SCCP.HeaderVersion) -> Int { 4 }

    /// Appends the word.
    public func encodeBody(in version: SCCP.HeaderVersion, into output: inout OutputSpan<UInt8>) {
        output.append(uint32: word)
    }
}
