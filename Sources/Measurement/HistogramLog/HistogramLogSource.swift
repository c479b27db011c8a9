/// A log being merged: its reader and the interval that comes next.
final class HistogramLogSource {
    private var reader: HistogramLogReader
    private let path: String

    /// The interval that comes next; `nil` at the end.
    private(set) var head: HistogramLogInterval?

    /// Its start in milliseconds since 1970; `nil` at the end.
    private(set) var start: Int64?

    /// What the first interval counts from, in milliseconds since 1970; `nil` for an empty log.
    var base: Int64? { reader.baseMilliseconds }

    /// Opens the log at `path` and reads its first interval.
    init(path: String) throws(HistogramLogError) {
        self.path = path
        reader = try HistogramLogReader(path: path)
        try advance()
    }

    /// Goes on to the next interval.
    func advance() throws(HistogramLogError) {
        head = try reader.next()
        start = nil
        guard let head else { return }
        let (sum, overflow) = head.startMilliseconds.addingReportingOverflow(reader.baseMilliseconds ?? 0)
        guard !overflow else { throw error(.malformed(field: "start of the interval")) }
        start = sum
    }

    /// An error at the interval that comes next.
    func error(_ reason: HistogramLogError.Reason) -> HistogramLogError {
        HistogramLogError(reason, path: path, lineNumber: reader.lineNumber)
    }
}
