internal import Histogram

/// Gathers what all workers' recorders hold, interval by interval, into a timeline, totals and a histogram log.
///
///     var collector = IntervalCollector(recorders: recorders, startedAt: clock.nanoseconds(), log: log)
///     collector.collect(at: clock.nanoseconds(), queueDepth: depths)     // once a second
///     collector.finish(at: clock.nanoseconds(), queueDepth: depths)      // when the workers have ended
///     report(collector.total, collector.timeline)
///
/// Owns no thread and no timer: the caller decides when. Belongs to one thread, the only collector of its recorders.
/// What a sleeping worker holds comes with a later interval; the totals never lose it.
public struct IntervalCollector: ~Copyable {
    /// The longest timeline: a day of seconds. Later intervals count in the totals but add no row.
    public static let timelineCountMax = 86_400

    /// How long ``collect(at:queueDepth:)`` waits for workers to reach a checkpoint, in nanoseconds: twice as long as a worker sleeps that
    /// sends every 10 ms.
    public static let patienceNanoseconds: Int64 = 20_000_000

    /// The recorders of all workers.
    private let recorders: [IntervalRecorder]

    /// What all intervals so far add up to.
    public private(set) var total: RecordedInterval

    /// One row per interval, up to ``timelineCountMax``.
    public private(set) var timeline: [TimelineInterval] = []

    /// Why the histogram log was given up; the run itself goes on without it. `nil` while all is well.
    public private(set) var logError: HistogramLogError?

    /// When the run began and when the last interval ended, in the caller's nanoseconds.
    private let startedAt: Int64
    private var intervalStartedAt: Int64

    /// Kept between calls for their memory.
    private var interval: RecordedInterval

    /// How many writers had ended when the last interval was collected.
    private var finishedCount = 0

    /// The log, while there is one.
    private var log: HistogramLogWriter?

    /// A collector of `recorders`, at least one, which all have the same views.
    ///
    /// `startedAt` is the begin of the first interval on the clock that ``collect(at:queueDepth:)`` is given times of. Each
    /// interval's corrected histograms are appended to `log`, if there is one, under their series' labels.
    public init(recorders: [IntervalRecorder], startedAt: Int64, log: consuming HistogramLogWriter? = nil) {
        let views = recorders.first?.views ?? .same
        precondition(recorders.allSatisfy { $0.views == views }, "all recorders must have the same views")
        self.recorders = recorders
        total = RecordedInterval(views: views)
        interval = RecordedInterval(views: views)
        self.startedAt = startedAt
        intervalStartedAt = startedAt
        self.log = log
    }

    /// Ends the interval that is running and returns its row.
    ///
    /// Asks each worker for what it holds and waits for at most ``patienceNanoseconds`` until they have given it.
    /// `queueDepth` becomes part of the row.
    @discardableResult
    public mutating func collect(at nanoseconds: Int64, queueDepth: [Int]) -> TimelineInterval {
        for recorder in recorders { recorder.requestFlip() }
        finishedCount = 0
        var waiting = recorders
        let deadline = SystemClock.nanoseconds() + Self.patienceNanoseconds
        // A worker that is awake answers at once; one that sleeps for milliseconds is not asked ten times in each.
        var pause: Int64 = 50_000
        while true {
            waiting.removeAll { recorder in
                switch recorder.tryCollect(into: &interval) {
                case .pending: return false
                case .collected: return true
                case .finished:
                    finishedCount += 1
                    return true
                }
            }
            guard !waiting.isEmpty, SystemClock.nanoseconds() < deadline else { break }
            SystemClock.sleep(nanoseconds: pause)
            pause = min(2 * pause, Self.patienceNanoseconds / 4)
        }
        appendToLog(until: nanoseconds)
        let row = row(endingAt: nanoseconds, queueDepth: queueDepth)
        if timeline.count < Self.timelineCountMax { timeline.append(row) }
        total.add(interval)
        interval.reset()
        intervalStartedAt = nanoseconds
        return row
    }

    /// Collects what is left and closes the log. Call after every recorder's writer has finished; false when one has not,
    /// so that something may be missing.
    public mutating func finish(at nanoseconds: Int64, queueDepth: [Int]) -> Bool {
        collect(at: nanoseconds, queueDepth: queueDepth)
        do throws(HistogramLogError) { try log.take()?.close() } catch { logError = error }
        return finishedCount == recorders.count
    }

    /// The row of the interval as gathered.
    private func row(endingAt nanoseconds: Int64, queueDepth: [Int]) -> TimelineInterval {
        var answers = LatencyRange.histogram()
        for series in LatencySeries.allCases where series.isAnswer && interval.corrected(series).totalCount > 0 {
            answers.add(interval.corrected(series))
        }
        let isEmpty = answers.totalCount == 0
        return TimelineInterval(
            seconds: Double(nanoseconds - startedAt) / 1e9, completedCount: interval.completedCount,
            deniedCount: interval.deniedCount, p50Nanoseconds: isEmpty ? nil : answers.valueAtPercentile(50),
            p99Nanoseconds: isEmpty ? nil : answers.valueAtPercentile(99), queueDepth: queueDepth)
    }

    /// Appends the interval's histograms to the log. After a failure the log is given up.
    private mutating func appendToLog(until nanoseconds: Int64) {
        let start = (intervalStartedAt - startedAt) / 1_000_000
        let length = (nanoseconds - startedAt) / 1_000_000 - start
        for series in LatencySeries.allCases where interval.corrected(series).totalCount > 0 {
            do throws(HistogramLogError) {
                try log?.append(
                    HistogramLogInterval(
                        tag: series.label, startMilliseconds: max(0, start), lengthMilliseconds: max(0, length),
                        histogram: interval.corrected(series)))
            } catch {
                logError = error
                log = nil
            }
        }
    }
}
