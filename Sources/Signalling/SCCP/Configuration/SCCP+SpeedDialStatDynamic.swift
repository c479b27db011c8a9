extension SCCP {
    /// A speed dial of a device that understands ``PhoneFeatures/dynamicMessages``.
    ///
    /// Body: number 4, then what to dial and label, each ended by a NUL. Up to 64 bytes of each are kept.
    public struct SpeedDialStatDynamic: Message {
        /// Which speed dial, from 1.
        public var number: UInt32
        /// What it dials.
        public var directoryName: FixedText<64>
        /// What stands beside its button.
        public var label: FixedText<64>

        /// This message.
        public var kind: MessageKind { .speedDialStatDynamic }

        /// A speed dial.
        public init(number: UInt32, directoryName: FixedText<64>, label: FixedText<64>) {
            self.number = number
            self.directoryName = directoryName
            self.label = label
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.speedDialStatDynamic, of: body, byteCount: 6)
            number = body.uint32(at: 0)
            var texts = TerminatedTextReader(offset: 4)
            directoryName = try texts.next(in: body)
            label = try texts.next(in: body)
        }

        /// As many bytes as the texts have.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 4 + directoryName.count + 1 + label.count + 1 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
            directoryName.encodeTerminated(into: &output)
            label.encodeTerminated(into: &output)
        }
    }
}
