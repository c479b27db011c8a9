extension SCCP {
    /// An event that the device reports: before it registers, usually why it lost its controller.
    ///
    /// Body: severity 4, text 80, two parameters of 4.
    public struct Alarm: Message {
        /// How bad: 0 critical, 1 warning, 2 information, 4 unknown, 7 major, 8 minor, 10 marginal, 20 trace.
        public var severity: UInt32
        /// What happened, in the phone's words: "Name=SEP... Load=... Last=..." with a number at the end.
        public var text: FixedText<80>
        /// A number that goes with the text.
        public var firstParameter: UInt32
        /// Another; the phone's IP address, where it is the alarm before registration.
        public var secondParameter: UInt32

        /// This message.
        public var kind: MessageKind { .alarm }

        /// An event; the text is cut where it is too long.
        public init(
            severity: UInt32, text: some StringProtocol, firstParameter: UInt32 = 0, secondParameter: UInt32 = 0
        ) {
            self.severity = severity
            self.text = FixedText(truncating: text)
            self.firstParameter = firstParameter
            self.secondParameter = secondParameter
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.alarm, of: body, byteCount: 92)
            severity = body.uint32(at: 0)
            text = FixedText(parsing: body.extracting(4..<84))
            firstParameter = body.uint32(at: 84)
            secondParameter = body.uint32(at: 88)
        }

        /// 92 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 92 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: severity)
            text.encode(into: &output)
            output.append(uint32: firstParameter)
            output.append(uint32: secondParameter)
        }
    }
}
