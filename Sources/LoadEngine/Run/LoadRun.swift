public import DeviceFleet
import Dispatch
public import Measurement
internal import Registration
internal import Workload

/// A run: a plan, a target, workers on a Dispatch concurrent queue, and what they saw.
///
/// ```swift
/// let outcome = try LoadRun(settings, against: .core).execute(control: control) { progress in … }
/// ```
public struct LoadRun {
    /// What a run is pointed at.
    public enum Target: Hashable, Sendable {
        /// The controller, in this process.
        case core
        /// Nothing: measures the generator.
        case null
        /// A registrar over the network.
        case registrar(RegistrarAddress)
    }

    private let settings: RunSettings
    private let target: Target
    private let clock: MonotonicClock

    /// A run of `settings` against `target`, timed by `clock`.
    public init(_ settings: RunSettings, against target: Target, clock: MonotonicClock) {
        self.settings = settings
        self.target = target
        self.clock = clock
    }

    /// Plays the plan to its end; blocks the calling thread. Calls `progress` once a second on it.
    ///
    /// - Parameter log: receives each second's histograms.
    /// - Throws: `OutOfMemory` when the target's structures do not fit the machine, ``RegistrarError`` when a registrar cannot be reached.
    public func execute(
        control: RunControl, log: consuming HistogramLogWriter? = nil, progress: (RunProgress) -> Void = { _ in }
    ) throws -> RunOutcome {
        let erased =
            switch target {
            case .core: try ErasedTarget.core(settings)
            case .null: ErasedTarget.null()
            case .registrar(let address): try RegistrarTarget(address, settings: settings, clock: clock).erased
            }
        return execute(on: erased, control: control, log: log, progress: progress)
    }

    /// Plays the plan against this very target. The outcome carries the name of the one the run was made for.
    func execute(
        on erased: ErasedTarget, control: RunControl, log: consuming HistogramLogWriter? = nil,
        progress: (RunProgress) -> Void = { _ in }
    ) -> RunOutcome {
        let views: LatencyViews = settings.plan.durationSeconds == nil ? .same : .separate
        let recorders = (0..<settings.workers).map { _ in IntervalRecorder(views: views) }
        let start = clock.nanoseconds() + Self.headStartNanoseconds
        var collector = IntervalCollector(recorders: recorders, startedAt: start, log: log)
        control.begin(at: start, isOpenLoop: settings.plan.durationSeconds != nil)
        defer { control.end() }
        let tallies = TallyBoard(workerCount: settings.workers)
        let group = DispatchGroup()
        let cores = MachineFacts.current(clockSource: clock.source).cores
        let shared = DispatchQueue(label: "loadgen.workers", qos: .userInitiated, attributes: .concurrent)
        for index in 0..<settings.workers {
            let assignment = assignment(index, recorder: recorders[index], control: control, start: start)
            // Dispatch gives concurrent queues no more threads than there are cores: a worker beyond them would begin when
            // another ends, its whole share late. A queue of its own gives it a thread of its own.
            let queue =
                index < cores ? shared : DispatchQueue(label: "loadgen.worker.\(index)", qos: .userInitiated)
            queue.async(group: group) { tallies.post(erased.work(assignment), of: index) }
        }
        let processorTime = ProcessorUse.processTime()
        var use = ProcessorUse(cores: cores, at: clock.nanoseconds())
        var nextCollection = start + Self.collectionPeriod
        while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            let now = clock.nanoseconds()
            erased.report(use.sample(at: now))
            guard now >= nextCollection else { continue }
            nextCollection += Self.collectionPeriod
            let row = collector.collect(at: now, queueDepth: erased.queueDepths())
            progress(
                RunProgress(
                    row, recorded: collector.total, plan: settings.plan, pace: control.pace,
                    elapsedNanoseconds: now - start))
        }
        let end = clock.nanoseconds()
        let allFinished = collector.finish(at: end, queueDepth: erased.queueDepths())
        return RunOutcome(
            settings: settings, target: target, tally: tallies.total, startNanoseconds: start,
            recorded: collector.total, timeline: collector.timeline,
            inspection: erased.inspect(settings.plan.devices, Instant(nanoseconds: end)),
            processorNanoseconds: ProcessorUse.processTime() - processorTime, memory: ProcessMemory.current(),
            logError: collector.logError, isComplete: allFinished, isInterrupted: control.isCancelled,
            rateChangeCount: control.rateChangeCount)
    }

    /// Time for the workers to be running when the first request is due.
    private static var headStartNanoseconds: Int64 { 5_000_000 }
    private static var collectionPeriod: Int64 { 1_000_000_000 }

    private func assignment(
        _ index: Int, recorder: IntervalRecorder, control: RunControl, start: Int64
    ) -> WorkerAssignment {
        let load = Load(
            queueDepth: 0, processorLoad: 0, serviceRate: settings.parameters.assumedServiceRate, outstandingGrants: 0)
        // Nothing expires at the null target, and waiting for it would measure the wait.
        let timeout = target == .null ? Nanoseconds.zero : settings.parameters.tokenTimeout.timeout(under: load)
        // Devices that present their tokens too late have that wait before them when all others are done.
        let drain = settings.plan.mix[.expiredToken] > 0 ? settings.drain + timeout : settings.drain
        return WorkerAssignment(
            index: index, workerCount: settings.workers, plan: settings.plan, clock: clock, startNanoseconds: start,
            drainNanoseconds: drain.count, silenceNanoseconds: settings.silence.count,
            tokenTimeout: timeout,
            recorder: recorder, control: control)
    }
}

extension LoadRun.Target: LosslessStringConvertible {
    /// What texts of targets look like.
    public static var form: String { "core, null, or \(RegistrarAddress.form)" }

    /// Reads "core", "null" or a registrar's address; `nil` for anything else.
    public init?(_ description: String) {
        switch description {
        case "core": self = .core
        case "null": self = .null
        default:
            guard let address = RegistrarAddress(description) else { return nil }
            self = .registrar(address)
        }
    }

    /// The target as it can be read again.
    public var description: String {
        switch self {
        case .core: "core"
        case .null: "null"
        case .registrar(let address): address.description
        }
    }
}
