extension SCCP {
    /// A line of a device.
    ///
    /// Body: number 4, directory name 24, full name 40, label 40, options 4. Peers of old end behind the label.
    public struct LineStat: Message {
        /// Which line, from 1.
        public var number: UInt32
        /// Under which number it is called.
        public var directoryName: FixedText<24>
        /// Whose line it is, as others see it.
        public var fullName: FixedText<40>
        /// What stands beside its button.
        public var label: FixedText<40>
        /// Which numbers of a call it shows, a bit each: originally dialled 1, redirected 2, calling line 4, calling name 8.
        public var options: UInt32

        /// This message.
        public var kind: MessageKind { .lineStat }

        /// A line that shows all numbers of a call.
        public init(
            number: UInt32, directoryName: FixedText<24>, fullName: FixedText<40>, label: FixedText<40>,
            options: UInt32 = 0xF
        ) {
            self.number = number
            self.directoryName = directoryName
            self.fullName = fullName
            self.label = label
            self.options = options
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.lineStat, of: body, byteCount: 108)
            self.init(
                number: body.uint32(at: 0), directoryName: FixedText(parsing: body.extracting(4..<28)),
                fullName: FixedText(parsing: body.extracting(28..<68)),
                label: FixedText(parsing: body.extracting(68..<108)),
                options: body.count >= 112 ? body.uint32(at: 108) : 0)
        }

        /// 112 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 112 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: number)
            directoryName.encode(into: &output)
            fullName.encode(into: &output)
            label.encode(into: &output)
            output.append(uint32: options)
        }
    }
}
