extension SCCP {
    /// What the buttons of a device do.
    ///
    /// Body: place of the first 4, number 4, number of all 4, then 42 times two bytes. A message holds as many of the buttons
    /// as fit; devices with more get several messages.
    public struct ButtonTemplate: Message {
        /// One button.
        public struct Button: Element {
            /// Which line, speed dial and so on, from 1.
            public var instance: UInt8
            /// What it does.
            public var use: Use

            /// A button.
            public init(instance: UInt8, use: Use) {
                self.instance = instance
                self.use = use
            }

            /// A button without use. Its bytes are zero; ``Use/undefined`` is what phones take for an empty place.
            public static var blank: Button { Button(instance: 0, use: Use(rawValue: 0)) }
        }

        /// What a button does.
        public struct Use: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
            /// The number on the wire.
            public let rawValue: UInt8

            /// The use with this number.
            public init(rawValue: UInt8) { self.rawValue = rawValue }

            /// Dials a number.
            public static var speedDial: Use { Use(rawValue: 0x02) }
            /// Selects a line.
            public static var line: Use { Use(rawValue: 0x09) }
            /// Calls the mailbox.
            public static var voicemail: Use { Use(rawValue: 0x0F) }
            /// Nothing.
            public static var undefined: Use { Use(rawValue: 0xFF) }
        }

        /// The place of the first button among all.
        public var offset: UInt32
        /// How many buttons the device has.
        public var total: UInt32
        /// The buttons.
        public var buttons: FixedList<42, Button>

        /// This message.
        public var kind: MessageKind { .buttonTemplate }

        /// The whole template, or a part of it; without `total`, these buttons are all.
        public init(buttons: FixedList<42, Button>, offset: UInt32 = 0, total: UInt32? = nil) {
            self.buttons = buttons
            self.offset = offset
            self.total = total ?? UInt32(truncatingIfNeeded: buttons.count)
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            let window = try TemplateWindow(
                parsing: body, of: header, as: .buttonTemplate, elementByteCount: 2, countMax: 42)
            self.init(buttons: FixedList(), offset: window.offset, total: window.total)
            for place in 0..<Int(window.count) {
                let offset = TemplateWindow.byteCount + place * 2
                buttons.append(Button(instance: body[offset], use: Use(rawValue: body[offset + 1])))
            }
        }

        /// 96 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { TemplateWindow.byteCount + 42 * 2 }

        /// Appends all places.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            TemplateWindow(offset: offset, count: buttons.count, total: total).encode(into: &output)
            for place in 0..<42 {
                let button = buttons.padded(place)
                output.append(button.instance)
                output.append(button.use.rawValue)
            }
        }
    }
}
