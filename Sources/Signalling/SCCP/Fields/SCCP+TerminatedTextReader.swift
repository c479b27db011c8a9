extension SCCP {
    /// Reads texts of open length, each ended by a NUL, one behind the other.
    struct TerminatedTextReader {
        /// Where the next text begins.
        private var offset: Int

        /// A reader of the texts from this place of a body on.
        init(offset: Int) { self.offset = offset }

        /// The next text; what does not fit is passed over.
        mutating func next<let capacity: Int>(in body: Span<UInt8>) throws(ParseError) -> FixedText<capacity> {
            let start = offset
            while offset < body.count, body[offset] != 0 { offset += 1 }
            guard offset < body.count else { throw .unterminatedText }
            let text = FixedText<capacity>(parsing: body.extracting(start..<offset))
            offset += 1
            return text
        }
    }
}
