/// What goes wrong with one controller, over the whole storm.
package struct ControllerFaults {
    /// When it is down.
    package var down: [FaultCalendar.Span] = []
    /// When no message passes.
    package var unreachable: [FaultCalendar.Span] = []
    /// When messages are lost.
    var losses: [FaultCalendar.Loss] = []
    /// When it serves faster or slower.
    package var speeds: [(span: FaultCalendar.Span, factor: Double)] = []
    /// When it cannot be spoken to: down or unreachable, merged and in order.
    package private(set) var absent: [FaultCalendar.Span] = []
    /// When a message may fail for any reason, merged and in order.
    private(set) var troubled: [FaultCalendar.Span] = []

    /// A controller to which nothing happens.
    package init() {}

    /// Reckons what is asked for most.
    package mutating func seal() {
        absent = Self.merged(down + unreachable)
        troubled = Self.merged(absent + losses.map(\.span))
    }

    private static func merged(_ spans: [FaultCalendar.Span]) -> [FaultCalendar.Span] {
        var merged: [FaultCalendar.Span] = []
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            if let last = merged.last, span.start <= last.end {
                merged[merged.count - 1].end = max(last.end, span.end)
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    /// The first span of `spans`, merged and in order, that ends after `time`.
    @inline(__always)
    private static func next(_ spans: [FaultCalendar.Span], after time: Int64) -> FaultCalendar.Span? {
        // Few spans: a walk is faster than a search.
        for span in spans where span.end > time { return span }
        return nil
    }

    /// Whether it is down at `time`.
    func isDown(at time: Int64) -> Bool { down.contains { $0.start <= time && time < $0.end } }

    /// Whether it is down or unreachable at `time`.
    @inline(__always)
    package func isAbsent(at time: Int64) -> Bool { Self.next(absent, after: time).map { $0.start <= time } ?? false }

    /// Whether it is down or unreachable at any instant of `first ... last`.
    package func isAbsent(within first: Int64, _ last: Int64) -> Bool {
        Self.next(absent, after: first).map { $0.start <= last } ?? false
    }

    /// The first instant from `time` on at which a message may fail; `Int64.max` for never.
    @inline(__always)
    func firstTrouble(from time: Int64) -> Int64 {
        guard let span = Self.next(troubled, after: time) else { return .max }
        return max(span.start, time)
    }

    /// The first instant from `time` on at which it can be spoken to; `Int64.max` for never.
    func firstPresence(from time: Int64) -> Int64 {
        guard let span = Self.next(absent, after: time), span.start <= time else { return time }
        return span.end
    }

    /// The share of messages lost at `time`.
    @inline(__always)
    func loss(at time: Int64, isKeepAlive: Bool) -> Double {
        guard !losses.isEmpty else { return 0 }
        var passes = 1.0
        for loss in losses where loss.span.start <= time && time < loss.span.end {
            if isKeepAlive || !loss.onlyKeepAlives { passes *= 1 - loss.share }
        }
        return 1 - passes
    }

    /// The factor on its service rate at `time`.
    package func speed(at time: Int64) -> Double {
        var factor = 1.0
        for speed in speeds where speed.span.start <= time && time < speed.span.end { factor *= speed.factor }
        return factor
    }
}

extension ControllerFaults {
    /// Whether no message passes at `time`.
    @inline(__always)
    func isCutOff(at time: Int64) -> Bool { unreachable.contains { $0.start <= time && time < $0.end } }
}
