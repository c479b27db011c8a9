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

    /// A device's question for one of its lines, the forwarding of one, or a speed dial.
    public struct StatusRequest: Message {
        /// Which question.
        public let kind: MessageKind
        /// Which line or speed dial, from 1.
        public var number: UInt32

        /// The question for a line.
        public static func line(_ number: UInt32) -> StatusRequest {
            StatusRequest(kind: .lineStatRequest, number: number)
        }

        /// The question how a line is forwarded.
        public static func forward(line number: UInt32) -> StatusRequest {
            StatusRequest(kind: .forwardStatRequest, number: number)
        }

        /// The question for a speed dial.
        public static func speedDial(_ number: UInt32) -> StatusRequest {
            StatusRequest(kind: .speedDialStatRequest, number: number)
        }

        private init(kind: MessageKind, number: UInt32) {
            self.kind = kind
            self.number = number
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            switch header.kind {
            case .lineStatRequest, .forwardStatRequest, .speedDialStatRequest: break
            default: throw .unexpectedMessage(header.messageID)
            }
            guard let kind = header.kind else { throw .unexpectedMessage(header.messageID) }
            try header.confirm(kind, of: body, byteCount: 4)
            self.init(kind: kind, number: body.uint32(at: 0))
        }

        /// One word.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 4 }

        /// Appends the number.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
        }
    }
}
