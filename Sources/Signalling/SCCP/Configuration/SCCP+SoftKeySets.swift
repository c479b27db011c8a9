extension SCCP {
    /// Which soft keys a device shows in which state of a call.
    ///
    /// Body: place of the first 4, number 4, number of all 4, then 16 times 16 indices of one byte and 16 of two.
    public struct SoftKeySets: Message {
        /// The keys of one state.
        public struct KeySet: Element {
            /// Their places in ``SoftKeyTemplate``, from 1; 0 for none.
            public var templateIndices: FixedArray<16, UInt8>
            /// The explanations of the phone for them; by custom 300 more than the place.
            public var explanationIndices: FixedArray<16, UInt16>

            /// A set.
            public init(templateIndices: FixedArray<16, UInt8>, explanationIndices: FixedArray<16, UInt16>) {
                self.templateIndices = templateIndices
                self.explanationIndices = explanationIndices
            }

            /// No keys.
            public static var blank: KeySet {
                KeySet(templateIndices: FixedArray(), explanationIndices: FixedArray())
            }

            /// The size on the wire.
            static var byteCount: Int { 48 }
        }

        /// The place of the first set among all.
        public var offset: UInt32
        /// How many sets there are.
        public var total: UInt32
        /// The sets, by state: on hook, connected, on hold, ringing, off hook, and others.
        public var sets: FixedList<16, KeySet>

        /// This message.
        public var kind: MessageKind { .softKeySets }

        /// All sets, or a part of them; without `total`, these are all.
        public init(sets: FixedList<16, KeySet>, offset: UInt32 = 0, total: UInt32? = nil) {
            self.sets = sets
            self.offset = offset
            self.total = total ?? UInt32(truncatingIfNeeded: sets.count)
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            let window = try TemplateWindow(
                parsing: body, of: header, as: .softKeySets, elementByteCount: KeySet.byteCount, countMax: 16)
            self.init(sets: FixedList(), offset: window.offset, total: window.total)
            for place in 0..<Int(window.count) {
                let offset = TemplateWindow.byteCount + place * KeySet.byteCount
                var set = KeySet.blank
                for key in 0..<16 {
                    set.templateIndices.replace(at: key, with: body[offset + key])
                    set.explanationIndices.replace(at: key, with: body.uint16(at: offset + 16 + 2 * key))
                }
                sets.append(set)
            }
        }

        /// 780 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { TemplateWindow.byteCount + 16 * KeySet.byteCount }

        /// Appends all places.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            TemplateWindow(offset: offset, count: sets.count, total: total).encode(into: &output)
            for place in 0..<16 {
                let set = sets.padded(place)
                for key in 0..<16 { output.append(set.templateIndices[key]) }
                for key in 0..<16 { output.append(uint16: set.explanationIndices[key]) }
            }
        }
    }
}
