extension SCCP {
    /// A speed dial of a device.
    ///
    /// Body: number 4, what to dial 24, label 40.
    public struct SpeedDialStat: Message {
        /// Which speed dial, from 1.
        public var number: UInt32
        /// What it dials.
        public var directoryName: FixedText<24>
        /// What stands beside its button.
        public var label: FixedText<40>

        /// This message.
        public var kind: MessageKind { .speedDialStat }

        /// A speed dial.
        public init(number: UInt32, directoryName: FixedText<24>, label: FixedText<40>) {
            self.number = number
            self.directoryName = directoryName
            self.label = label
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.speedDialStat, of: body, byteCount: 68)
            self.init(
                number: body.uint32(at: 0), directoryName: FixedText(parsing: body.extracting(4..<28)),
                label: FixedText(parsing: body.extracting(28..<68)))
        }

        /// 68 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 68 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
            directoryName.encode(into: &output)
            label.encode(into: &output)
        }
    }
}
