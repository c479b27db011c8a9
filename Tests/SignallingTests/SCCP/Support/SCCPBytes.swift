import Signalling

/// Bytes of messages, for tests.
enum SCCPBytes {
    /// A message as a frame.
    static func frame(
        of message: some SCCP.Message, in version: SCCP.HeaderVersion = .basic
    ) throws(SCCP.EncodingError) -> [UInt8] {
        try [UInt8](capacity: message.frameByteCount(in: version)) { output throws(SCCP.EncodingError) in
            try message.encode(in: version, into: &output)
        }
    }

    /// Reads a message out of a frame.
    static func message<Read: SCCP.Message>(
        _ type: Read.Type = Read.self, in frame: [UInt8]
    ) throws -> Read {
        guard case .frame(let header, let byteCount) = SCCP.FrameScanner().scan(frame.span) else { throw NoFrame() }
        return try Read(parsing: frame.span.extracting(SCCP.Header.byteCount..<byteCount), of: header)
    }

    /// What a scanner finds at the beginning of the first `count` of these bytes; without a count, of all.
    static func scan(
        _ bytes: [UInt8], count: Int? = nil, by scanner: SCCP.FrameScanner = SCCP.FrameScanner()
    ) -> SCCP.FrameScan {
        scanner.scan(bytes.span.extracting(first: count ?? bytes.count))
    }

    /// What the fuzzer's entry finds.
    static func exercise(_ bytes: [UInt8]) -> SCCP.ExerciseOutcome { SCCP.exercise(bytes.span) }

    /// The bytes that this text spells in hexadecimal digits; blanks are passed over.
    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.filter { !$0.isWhitespace }
        return stride(from: 0, to: digits.count, by: 2).compactMap { place in
            let start = digits.index(digits.startIndex, offsetBy: place)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
        }
    }

    /// Bytes that the scanner does not take for one whole frame.
    struct NoFrame: Error {}
}
