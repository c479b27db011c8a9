public import Measurement

/// A long timeline with fewer rows, so that a page stays small and can still be drawn.
public enum TimelineThinning {
    /// The most rows that a page shows of one timeline; a run of ten minutes has 600.
    public static let rowsMax = 900

    /// `rows`, as many joined to one as bring their number to ``rowsMax``: what was counted is added, times and depths are the largest of
    /// those joined, so that no peak is lost. The second value says how many were joined.
    public static func thinned(_ rows: [TimelineRow]) -> (rows: [TimelineRow], joined: Int) {
        let joined = (rows.count + rowsMax - 1) / rowsMax
        guard joined > 1 else { return (rows, 1) }
        let thinned = stride(from: 0, to: rows.count, by: joined).map { start in
            join(rows[start..<min(start + joined, rows.count)])
        }
        return (thinned, joined)
    }

    private static func join(_ rows: ArraySlice<TimelineRow>) -> TimelineRow {
        var row = rows[rows.startIndex]
        for next in rows.dropFirst() {
            row.seconds = next.seconds
            // What a file counts may be any number.
            row.completed = sum(row.completed, next.completed)
            row.denied = sum(row.denied, next.denied)
            row.p50 = [row.p50, next.p50].compactMap { $0 }.max()
            row.p99 = [row.p99, next.p99].compactMap { $0 }.max()
            for (tier, depth) in next.queueDepth.enumerated() {
                if tier < row.queueDepth.count {
                    row.queueDepth[tier] = max(row.queueDepth[tier], depth)
                } else {
                    row.queueDepth.append(depth)
                }
            }
        }
        return row
    }

    private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }
}
