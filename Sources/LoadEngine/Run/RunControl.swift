import Synchronization

/// Steers a run that is under way: ends it early, or changes the rate of its open loop. Thread-safe; a signal handler's dispatch source may call
/// ``cancel()``.
public final class RunControl: Sendable {
    /// Set once, by whoever ends the run; read by workers once per batch.
    private let cancelled = Atomic<Bool>(false)
    /// The pace, as one word. Written by whoever changes the rate, read by workers.
    private let paceWord = Atomic<UInt64>(Pace.planned.rawValue)
    /// When the open loop that runs began, on its clock; 0 while none does. Written by the run, read by whoever changes the rate.
    private let openLoopStart = Atomic<Int64>(0)
    private let rateChanges = Atomic<Int>(0)

    /// A run that goes on.
    public init() {}

    /// Ends the run; workers stop at their next batch.
    public func cancel() { cancelled.store(true, ordering: .relaxed) }  // relaxed: nothing else is communicated

    /// Whether the run was ended early.
    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    // MARK: The rate

    /// Has the open loop under way go on at the rate that is `step` percent of the plan's above its own, or below; from 10 % of the plan's to ten
    /// times as much. Where none is under way, nothing happens. A run whose rate was changed is not valid: it is no run of its plan.
    ///
    /// - Parameter now: the time on the clock of the run.
    /// - Returns: the rate that holds from now on, in percent of the plan's; `nil` where there is none to change.
    @discardableResult
    public func changeRate(byPercent step: Int, at now: Int64) -> Int? {
        // Relaxed throughout: a word says all, and who reads an older one goes on at the older rate for a batch.
        let start = openLoopStart.load(ordering: .relaxed)
        guard start > 0 else { return nil }
        var current = paceWord.load(ordering: .relaxed)
        while true {
            let pace = Pace(rawValue: current)
            guard let next = pace.changed(toPercent: pace.percent + step, at: max(now - start, 0)) else {
                return pace.percent
            }
            guard next.percent != pace.percent else { return pace.percent }
            let (exchanged, original) = paceWord.weakCompareExchange(
                expected: current, desired: next.rawValue, ordering: .relaxed)
            if exchanged {
                rateChanges.add(1, ordering: .relaxed)
                return next.percent
            }
            current = original
        }
    }

    /// The rate of the open loop under way, in percent of the plan's.
    public var ratePercent: Int { pace.percent }

    /// How often the rate was changed in the run under way, or in the last one.
    var rateChangeCount: Int { rateChanges.load(ordering: .relaxed) }

    /// When planned times come.
    @inline(__always)
    var pace: Pace { Pace(rawValue: paceWord.load(ordering: .relaxed)) }

    /// A run begins at `start`, as planned; its rate can be changed where it is an open loop.
    func begin(at start: Int64, isOpenLoop: Bool) {
        paceWord.store(Pace.planned.rawValue, ordering: .relaxed)
        rateChanges.store(0, ordering: .relaxed)
        openLoopStart.store(isOpenLoop ? start : 0, ordering: .relaxed)
    }

    /// The run is over: there is no rate to change.
    func end() { openLoopStart.store(0, ordering: .relaxed) }
}
