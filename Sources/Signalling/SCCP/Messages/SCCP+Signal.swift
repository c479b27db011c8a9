extension SCCP {
    /// A message that is its identifier alone: pings and their answers, a granted token, most questions.
    ///
    /// What a peer sends in its body is passed over: chan-sccp grants tokens with four bytes of zeros, for example.
    public struct Signal: Message {
        /// Which message; one of those for which ``MessageKind/isSignal`` holds.
        public let kind: MessageKind

        /// The message of this kind; `nil` for a kind that has a body.
        public init?(_ kind: MessageKind) {
            guard kind.isSignal else { return nil }
            self.kind = kind
        }

        private init(signal kind: MessageKind) { self.kind = kind }

        /// The ping.
        public static var keepAlive: Signal { Signal(signal: .keepAlive) }
        /// The ping's answer.
        public static var keepAliveAck: Signal { Signal(signal: .keepAliveAck) }
        /// A granted token.
        public static var registerTokenAck: Signal { Signal(signal: .registerTokenAck) }
        /// The question for the device's codecs.
        public static var capabilitiesRequest: Signal { Signal(signal: .capabilitiesRequest) }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            guard let kind = header.kind, kind.isSignal else { throw .unexpectedMessage(header.messageID) }
            self.kind = kind
        }

        /// None.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 0 }

        /// Appends nothing.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {}
    }
}
