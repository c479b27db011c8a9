extension SCCP {
    /// Text in a field of `byteCount` bytes: the bytes before the first NUL, or all.
    ///
    /// Usually ASCII or UTF-8; labels may also hold codes of texts that the phone has in stock. Held inline.
    public struct FixedText<let byteCount: Int>: Hashable, Sendable, BitwiseCopyable {
        /// The text, then zeros: what a peer sends after the NUL is no part of it.
        private var bytes: FixedArray<byteCount, UInt8>

        /// No text.
        public init() { bytes = FixedArray() }

        /// This text; `nil` when it has more than `byteCount` bytes or holds a NUL.
        public init?(_ text: some StringProtocol) {
            bytes = FixedArray()
            var count = 0
            for byte in text.utf8 {
                guard byte != 0, count < byteCount else { return nil }
                bytes.replace(at: count, with: byte)
                count += 1
            }
        }

        /// As much of this text as fits with a NUL behind it, in whole characters of Unicode; up to a NUL in it.
        public init(truncating text: some StringProtocol) {
            bytes = FixedArray()
            var count = 0
            for scalar in text.unicodeScalars {
                guard let encoded = UTF8.encode(scalar) else { return }
                guard scalar.value != 0, count + encoded.count < byteCount else { return }
                for byte in encoded {
                    bytes.replace(at: count, with: byte)
                    count += 1
                }
            }
        }

        /// The first of these bytes: at most `byteCount`, and up to the first NUL.
        public init(bytes text: some Sequence<UInt8>) {
            bytes = FixedArray()
            var count = 0
            for byte in text {
                guard byte != 0, count < byteCount else { return }
                bytes.replace(at: count, with: byte)
                count += 1
            }
        }

        /// The text in the first bytes of a field: at most `byteCount`, and up to the first NUL.
        public init(parsing field: Span<UInt8>) {
            bytes = FixedArray()
            for place in 0..<Swift.min(byteCount, field.count) {
                let byte = field[place]
                if byte == 0 { return }
                bytes.replace(at: place, with: byte)
            }
        }

        /// The number of bytes before the NUL.
        public var count: Int {
            for place in 0..<byteCount where bytes[place] == 0 { return place }
            return byteCount
        }

        /// The byte at a place below `byteCount`; 0 behind the text.
        public subscript(place: Int) -> UInt8 { bytes[place] }

        /// Appends the whole field, or its first `fieldByteCount` bytes where the wire has fewer.
        func encode(into output: inout OutputSpan<UInt8>, fieldByteCount: Int = byteCount) {
            for place in 0..<fieldByteCount { output.append(bytes[place]) }
        }

        /// Appends the text and a NUL: ``count`` and 1 bytes.
        func encodeTerminated(into output: inout OutputSpan<UInt8>) {
            encode(into: &output, fieldByteCount: count)
            output.append(0)
        }
    }
}

extension SCCP.FixedText: CustomStringConvertible {
    /// The text; what is no UTF-8 in it is replaced. Allocates.
    public var description: String { String(decoding: (0..<count).map { bytes[$0] }, as: UTF8.self) }
}
