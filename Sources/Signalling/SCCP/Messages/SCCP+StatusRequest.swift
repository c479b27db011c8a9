extension SCCP {
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
            guard let kind = header.kind, Self.isQuestion(kind) else { throw .unexpectedMessage(header.messageID) }
            try header.confirm(kind, of: body, byteCount: 4)
            self.init(kind: kind, number: body.uint32(at: 0))
        }

        private static func isQuestion(_ kind: MessageKind) -> Bool {
            switch kind {
            case .lineStatRequest, .forwardStatRequest, .speedDialStatRequest: true
            default: false
            }
        }

        /// One word.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 4 }

        /// Appends the number.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
        }
    }
}
