extension SCCP {
    /// A line of a device that understands ``PhoneFeatures/dynamicMessages``.
    ///
    /// Body: number 4, options 4, then directory name, full name and label, each ended by a NUL. Up to 64 bytes of each are kept.
    public struct LineStatDynamic: Message {
        /// Which line, from 1.
        public var number: UInt32
        /// As in ``LineStat/options``.
        public var options: UInt32
        /// Under which number it is called.
        public var directoryName: FixedText<64>
        /// Whose line it is, as others see it.
        public var fullName: FixedText<64>
        /// What stands beside its button.
        public var label: FixedText<64>

        /// This message.
        public var kind: MessageKind { .lineStatDynamic }

        /// A line that shows all numbers of a call.
        public init(
            number: UInt32, directoryName: FixedText<64>, fullName: FixedText<64>, label: FixedText<64>,
            options: UInt32 = 0xF
        ) {
            self.number = number
            self.options = options
            self.directoryName = directoryName
            self.fullName = fullName
            self.label = label
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.lineStatDynamic, of: body, byteCount: 11)
            number = body.uint32(at: 0)
            options = body.uint32(at: 4)
            var texts = TerminatedTextReader(offset: 8)
            directoryName = try texts.next(in: body)
            fullName = try texts.next(in: body)
            label = try texts.next(in: body)
        }

        /// As many bytes as the texts have.
        public func bodyByteCount(in version: HeaderVersion) -> Int {
            8 + directoryName.count + 1 + fullName.count + 1 + label.count + 1
        }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
            output.append(uint32: options)
            directoryName.encodeTerminated(into: &output)
            fullName.encodeTerminated(into: &output)
            label.encodeTerminated(into: &output)
        }
    }
}
