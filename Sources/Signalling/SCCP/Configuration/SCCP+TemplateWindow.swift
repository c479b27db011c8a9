extension SCCP {
    /// The first three words of a template: which part of the whole a message holds.
    ///
    /// The part always takes the room of the most elements that it can have; a peer may leave out those that are not used.
    struct TemplateWindow {
        /// The place of the first element in the whole.
        var offset: UInt32
        /// How many elements the message holds.
        var count: UInt32
        /// How many the whole has.
        var total: UInt32

        /// The size on the wire.
        static var byteCount: Int { 12 }

        /// The window of a list.
        init(offset: UInt32, count: Int, total: UInt32) {
            self.offset = offset
            self.count = UInt32(truncatingIfNeeded: count)
            self.total = total
        }

        /// Reads the window, and confirms that the body holds as many elements of `elementByteCount` bytes; of more than
        /// `countMax`, that many.
        init(
            parsing body: Span<UInt8>, of header: Header, as kind: MessageKind, elementByteCount: Int, countMax: Int
        ) throws(ParseError) {
            try header.confirm(kind, of: body, byteCount: Self.byteCount)
            offset = body.uint32(at: 0)
            count = min(body.uint32(at: 4), UInt32(truncatingIfNeeded: countMax))
            total = body.uint32(at: 8)
            try header.confirm(kind, of: body, byteCount: Self.byteCount + Int(count) * elementByteCount)
        }

        func encode(into output: inout OutputSpan<UInt8>) {
            output.append(uint32: offset)
            output.append(uint32: count)
            output.append(uint32: total)
        }
    }
}
