/// Why bytes are not a histogram.
public enum HistogramDecodingError: Error, Hashable, Sendable {
    /// The text is not base64.
    case notBase64
    /// The bytes end early.
    case truncated
    /// The first word is not that of a version 2 encoding; this is what it was.
    case unknownCookie(UInt32)
    /// Range, resolution or an index shift that is impossible, or longer than what is read.
    case unsupportedLayout
    /// The compressed part is damaged or followed by something else.
    case damagedCompression
    /// A stated length is not that of what follows.
    case lengthMismatch
    /// There are more counts than the layout has places.
    case tooManyCounts
    /// The counts are so large that sums over the histogram would overflow.
    case countOverflow
}

extension HistogramDecodingError: CustomStringConvertible {
    /// What is wrong, as the end of a sentence about a histogram.
    public var description: String {
        switch self {
        case .notBase64: "is not base64"
        case .truncated: "ends early"
        case .unknownCookie(let cookie): "begins with 0x\(String(cookie, radix: 16)), not a version 2 encoding"
        case .unsupportedLayout: "has an impossible or too large range"
        case .damagedCompression: "has damaged compressed data"
        case .lengthMismatch: "states a length that is not its own"
        case .tooManyCounts: "has more counts than places"
        case .countOverflow: "has counts that overflow"
        }
    }
}
