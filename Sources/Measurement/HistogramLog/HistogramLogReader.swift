/// Reads a histogram log, interval by interval: ours and those of other HdrHistogram tools.
///
///     var log = try HistogramLogReader(path: "run.hlog")
///     while let interval = try log.next() { print(interval.tag ?? "-", interval.histogram.totalCount) }
///
/// Any file is safe to read: each line and each histogram is bounded, and what is wrong is an error with its line.
/// Memory: one line and one histogram at a time.
public struct HistogramLogReader: ~Copyable {
    private var lines: LineReader

    /// The start of the run, in milliseconds since 1970, as the file has told so far; else the first interval's own time.
    public private(set) var startMilliseconds: Int64?

    /// What intervals count from, in milliseconds since 1970, as the file has told so far.
    ///
    /// Where it tells nothing: times more than a year before the start of the run count from that start, others are
    /// absolute and this is 0.
    public private(set) var baseMilliseconds: Int64?

    /// Opens the log at `path`.
    public init(path: String) throws(HistogramLogError) {
        lines = try LineReader(path: path, lineByteCountMax: HistogramEncoding.textByteCountMax + 1_024)
    }

    /// The number of the line read last, from 1.
    public var lineNumber: Int { lines.lineNumber }

    /// The next interval; `nil` at the end of the file.
    public mutating func next() throws(HistogramLogError) -> HistogramLogInterval? {
        while let bytes = try lines.next() {
            guard let line = String(validating: bytes, as: UTF8.self) else { throw malformed("UTF-8 text") }
            if line.isEmpty || line.hasPrefix("\"") { continue }
            if line.hasPrefix("#") {
                try readComment(line)
            } else {
                return try interval(line)
            }
        }
        return nil
    }

    /// Takes the times from a comment, if it is one of those two.
    private mutating func readComment(_ line: String) throws(HistogramLogError) {
        if let text = Self.time(in: line, after: "#[StartTime:") {
            guard let time = DecimalThousandths.value(text) else { throw malformed("start time") }
            startMilliseconds = time
        } else if let text = Self.time(in: line, after: "#[BaseTime:") {
            guard let time = DecimalThousandths.value(text) else { throw malformed("base time") }
            baseMilliseconds = time
        }
    }

    /// The word after `prefix`; `nil` when the line begins otherwise.
    private static func time(in line: String, after prefix: String) -> Substring? {
        guard line.hasPrefix(prefix) else { return nil }
        return line.dropFirst(prefix.count).drop(while: { $0 == " " }).prefix(while: { $0 != " " && $0 != "]" })
    }

    private mutating func interval(_ line: String) throws(HistogramLogError) -> HistogramLogInterval {
        var fields = line.split(separator: ",", omittingEmptySubsequences: false)[...]
        var tag: String?
        if let first = fields.first, first.hasPrefix("Tag=") {
            tag = String(first.dropFirst(4))
            fields = fields.dropFirst()
        }
        guard fields.count == 4 else { throw malformed("interval of start, length, maximum and histogram") }
        let (start, length, maximum, text) = (
            fields[fields.startIndex], fields[fields.startIndex + 1], fields[fields.startIndex + 2],
            fields[fields.startIndex + 3]
        )
        guard let startTime = DecimalThousandths.value(start) else { throw malformed("start of the interval") }
        guard let lengthTime = DecimalThousandths.value(length) else { throw malformed("length of the interval") }
        guard DecimalThousandths.value(maximum) != nil else { throw malformed("maximum of the interval") }
        deduceTimes(from: startTime)
        do {
            return HistogramLogInterval(
                tag: tag, startMilliseconds: startTime, lengthMilliseconds: lengthTime,
                histogram: try HistogramEncoding.histogram(text: String(text)))
        } catch {
            throw HistogramLogError(.histogram(error), path: lines.path, lineNumber: lines.lineNumber)
        }
    }

    /// Fills in what the file did not tell before its first interval.
    private mutating func deduceTimes(from time: Int64) {
        let start = startMilliseconds ?? time
        startMilliseconds = start
        let year: Int64 = 365 * 86_400_000
        if baseMilliseconds == nil {
            baseMilliseconds = time < start.subtractingReportingOverflow(year).partialValue ? start : 0
        }
    }

    private func malformed(_ field: String) -> HistogramLogError {
        HistogramLogError(.malformed(field: field), path: lines.path, lineNumber: lines.lineNumber)
    }
}
