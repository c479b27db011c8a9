extension SCCP {
    /// The soft keys that a device may show: the alphabet of its ``SoftKeySets``.
    ///
    /// Body: place of the first 4, number 4, number of all 4, then 32 times label 16 and event 4.
    public struct SoftKeyTemplate: Message {
        /// One key.
        public struct Key: Element {
            /// What it shows: text, or the byte 0x80 and the number of a text that the phone has in stock.
            public var label: FixedText<16>
            /// What the phone sends when it is pressed.
            public var event: UInt32

            /// A key.
            public init(label: FixedText<16>, event: UInt32) {
                self.label = label
                self.event = event
            }

            /// No key.
            public static var blank: Key { Key(label: FixedText(), event: 0) }

            /// The size on the wire.
            static var byteCount: Int { 20 }
        }

        /// The place of the first key among all.
        public var offset: UInt32
        /// How many keys there are.
        public var total: UInt32
        /// The keys.
        public var keys: FixedList<32, Key>

        /// This message.
        public var kind: MessageKind { .softKeyTemplate }

        /// The whole template, or a part of it; without `total`, these keys are all.
        public init(keys: FixedList<32, Key>, offset: UInt32 = 0, total: UInt32? = nil) {
            self.keys = keys
            self.offset = offset
            self.total = total ?? UInt32(truncatingIfNeeded: keys.count)
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            let window = try TemplateWindow(
                parsing: body, of: header, as: .softKeyTemplate, elementByteCount: Key.byteCount, countMax: 32)
            self.init(keys: FixedList(), offset: window.offset, total: window.total)
            for place in 0..<Int(window.count) {
                let offset = TemplateWindow.byteCount + place * Key.byteCount
                keys.append(
                    Key(
                        label: FixedText(parsing: body.extracting(offset..<offset + 16)),
                        event: body.uint32(at: offset + 16)))
            }
        }

        /// 652 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { TemplateWindow.byteCount + 32 * Key.byteCount }

        /// Appends all places.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            TemplateWindow(offset: offset, count: keys.count, total: total).encode(into: &output)
            for place in 0..<32 {
                let key = keys.padded(place)
                key.label.encode(into: &output)
                output.append(uint32: key.event)
            }
        }
    }
}
