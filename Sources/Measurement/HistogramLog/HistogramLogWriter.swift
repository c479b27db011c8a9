internal import Histogram

/// Writes a histogram log, format 1.3: the interval log that HdrHistogram tools read.
///
///     var log = try HistogramLogWriter(creating: "run.hlog", startMilliseconds: now, comment: "loadgen")
///     try log.append(interval)
///     try log.close()
///
/// Lines are `Tag=<tag>,<start>,<length>,<max>,<histogram>`: start and length in seconds, the maximum in milliseconds.
/// Buffered; ``close()`` writes the rest and reports what failed. A writer that is merely dropped writes what it can.
public struct HistogramLogWriter: ~Copyable {
    private var file: BufferedFile

    /// Creates or empties the file and writes the header.
    ///
    /// `startMilliseconds` is the start of the run since 1970 and the time that intervals count from. `comment` says who
    /// wrote the log; line ends in it become spaces.
    public init(creating path: String, startMilliseconds: Int64, comment: String) throws(HistogramLogError) {
        var file = try BufferedFile(creating: path)
        let start = DecimalThousandths.text(startMilliseconds)
        let date = CalendarDate.text(secondsSince1970: startMilliseconds / 1_000)
        try file.append(
            """
            #[\(String(comment.map { $0.isNewline ? " " : $0 }))]
            #[Histogram log format version 1.3]
            #[StartTime: \(start) (seconds since epoch), \(date)]
            #[BaseTime: \(start) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """)
        self.file = file
    }

    /// Appends an interval. A tag with a comma or a line end is an error of the caller.
    public mutating func append(_ interval: HistogramLogInterval) throws(HistogramLogError) {
        if let tag = interval.tag {
            precondition(!tag.contains(where: { $0 == "," || $0.isNewline }), "a tag has no commas and no line ends")
        }
        guard let text = HistogramEncoding.text(of: interval.histogram) else {
            throw HistogramLogError(.unsupportedHistogram, path: file.path)
        }
        let prefix = interval.tag.map { "Tag=\($0)," } ?? ""
        let start = DecimalThousandths.text(interval.startMilliseconds)
        let length = DecimalThousandths.text(interval.lengthMilliseconds)
        // Nanoseconds to milliseconds with three decimals: microseconds, rounded.
        let maximum = interval.histogram.max
        let microseconds = Int64(clamping: maximum / 1_000 + (maximum % 1_000 >= 500 ? 1 : 0))
        try file.append("\(prefix)\(start),\(length),\(DecimalThousandths.text(microseconds)),\(text)\n")
    }

    /// Writes to the file what is buffered, so that a reader sees every interval appended so far.
    public mutating func flush() throws(HistogramLogError) { try file.flush() }

    /// Writes what is buffered and closes the file.
    public consuming func close() throws(HistogramLogError) { try file.close() }
}
