internal import Glibc
public import Histogram

/// Adds histogram logs, without loss: the runs of several generators, or of one after another, become one log.
///
/// Every interval keeps its place in time. Intervals that agree in tag, start and length are added; all others stand beside
/// each other in order of time, provided each log is. So the counts of each tag add up exactly, whatever is added later.
public enum HistogramLogMerge {
    /// The most tags that all logs together may have.
    public static let tagCountMax = 1_024

    /// What a merge did.
    public struct Summary: Sendable {
        /// Interval lines read.
        public internal(set) var intervalsRead = 0
        /// Interval lines written.
        public internal(set) var intervalsWritten = 0
        /// All values under each tag; without tag under "". Sorted by tag.
        public internal(set) var totals: [(tag: String, histogram: Histogram<UInt64>)] = []
    }

    /// Merges the logs at `inputs` into a new log at `output`, which may be one of them.
    ///
    /// `output` appears when all is written; after an error it is as it was. Memory: one interval per log and tag, and one
    /// histogram per tag.
    public static func merge(_ inputs: [String], into output: String) throws(HistogramLogError) -> Summary {
        var sources: [HistogramLogSource] = []
        for path in inputs { sources.append(try HistogramLogSource(path: path)) }
        let base = sources.compactMap(\.base).min() ?? 0
        let partial = output + ".partial"
        do throws(HistogramLogError) {
            var writer = try HistogramLogWriter(
                creating: partial, startMilliseconds: base, comment: "Merged from \(inputs.count) logs")
            let summary = try merge(sources, base: base, into: &writer)
            try writer.close()
            // Both paths become terminated strings that live as long as the call.
            guard unsafe rename(partial, output) == 0 else {
                throw HistogramLogError(.system(operation: "replace", code: errno), path: output)
            }
            return summary
        } catch {
            // As above. That it cannot be removed either is not worth hiding the first error for.
            _ = unsafe unlink(partial)
            throw error
        }
    }

    private static func merge(
        _ sources: [HistogramLogSource], base: Int64, into writer: inout HistogramLogWriter
    ) throws(HistogramLogError) -> Summary {
        var summary = Summary()
        var totals: [String: HistogramLogTotal] = [:]
        while let start = sources.compactMap(\.start).min() {
            var group: [HistogramLogInterval] = []
            for source in sources {
                while source.start == start, let interval = source.head {
                    guard start >= base else {
                        throw source.error(.malformed(field: "start: it is before the base time"))
                    }
                    summary.intervalsRead += 1
                    try add(interval, of: source, to: &totals)
                    gather(interval, at: start - base, in: &group)
                    try source.advance()
                }
            }
            for interval in group { try writer.append(interval) }
            summary.intervalsWritten += group.count
        }
        summary.totals = totals.map { ($0.key, $0.value.histogram) }.sorted { $0.0 < $1.0 }
        return summary
    }

    /// Adds `interval` to the total of its tag.
    private static func add(
        _ interval: HistogramLogInterval, of source: HistogramLogSource, to totals: inout [String: HistogramLogTotal]
    ) throws(HistogramLogError) {
        let tag = interval.tag ?? ""
        if totals[tag] == nil {
            guard totals.count < tagCountMax else { throw source.error(.tooManyTags) }
            guard let total = HistogramLogTotal(interval.histogram) else { throw source.error(.countOverflow) }
            totals[tag] = total
        } else if let reason = totals[tag]?.add(interval.histogram, tag: tag) {
            throw source.error(reason)
        }
    }

    /// Adds `interval` to the one in `group` that agrees with it, or to the group. The total has accepted it, so the
    /// histograms of one tag can be added.
    private static func gather(
        _ interval: HistogramLogInterval, at start: Int64, in group: inout [HistogramLogInterval]
    ) {
        if let same = group.firstIndex(where: {
            $0.tag == interval.tag && $0.lengthMilliseconds == interval.lengthMilliseconds
        }) {
            group[same].histogram.add(interval.histogram)
        } else {
            var moved = interval
            moved.startMilliseconds = start
            moved.histogram.autoResize = true
            group.append(moved)
        }
    }
}
