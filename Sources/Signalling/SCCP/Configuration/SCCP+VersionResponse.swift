extension SCCP {
    /// The firmware that the device should have.
    ///
    /// Body: its name 16.
    public struct VersionResponse: Message {
        /// The name of the firmware.
        public var firmware: FixedText<16>

        /// This message.
        public var kind: MessageKind { .versionResponse }

        /// The answer with this firmware.
        public init(firmware: FixedText<16>) { self.firmware = firmware }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.versionResponse, of: body, byteCount: 16)
            firmware = FixedText(parsing: body)
        }

        /// 16 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 16 }

        /// Appends the name.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            firmware.encode(into: &output)
        }
    }
}
