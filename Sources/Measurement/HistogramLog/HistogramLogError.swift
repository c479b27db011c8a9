internal import Glibc

/// Why a histogram log could not be written, read or merged, and where.
public struct HistogramLogError: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// The system refused the operation; its error number.
        case system(operation: String, code: Int32)
        /// A line is longer than any legal one.
        case lineTooLong
        /// A line is neither a comment nor the legend nor an interval; this part of it is not what it should be.
        case malformed(field: String)
        /// The histogram of an interval cannot be read.
        case histogram(HistogramDecodingError)
        /// A histogram to be written has a range that is not encoded.
        case unsupportedHistogram
        /// Logs give the same tag histograms of different range or resolution, so that they cannot be added.
        case layoutMismatch(tag: String)
        /// More tags than are kept.
        case tooManyTags
        /// Added up, counts overflow.
        case countOverflow
    }

    /// What went wrong.
    public let reason: Reason
    /// The log's path.
    public let path: String
    /// The line, counted from 1, when there is one to blame.
    public let lineNumber: Int?

    init(_ reason: Reason, path: String, lineNumber: Int? = nil) {
        self.reason = reason
        self.path = path
        self.lineNumber = lineNumber
    }
}

extension HistogramLogError: CustomStringConvertible {
    /// A sentence for people: the path, the line if there is one, and what is wrong.
    public var description: String {
        let place = lineNumber.map { "\(path):\($0)" } ?? path
        return switch reason {
        case .system(let operation, let code): "\(place): cannot \(operation): \(Self.message(code))"
        case .lineTooLong: "\(place): longer than any interval line can be"
        case .malformed(let field): "\(place): no valid \(field)"
        case .histogram(let error): "\(place): the histogram \(error)"
        case .unsupportedHistogram: "\(place): the histogram has a range that the format does not hold"
        case .layoutMismatch(let tag):
            "\(place): tag \(tag) has histograms of different range or resolution, which cannot be added without loss"
        case .tooManyTags: "\(place): more than \(HistogramLogMerge.tagCountMax) tags"
        case .countOverflow: "\(place): the counts overflow when added"
        }
    }

    /// The system's word for an error number.
    private static func message(_ code: Int32) -> String {
        // strerror's text lives until the next call on this thread and is copied at once.
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
