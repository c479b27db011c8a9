internal import Measurement
internal import Registration
internal import Workload

/// What one worker is to do.
struct WorkerAssignment: Sendable {
    /// Which, from 0.
    var index: Int
    /// Of how many.
    var workerCount: Int
    var plan: Plan
    var clock: MonotonicClock
    /// The run's beginning on the clock; planned times count from here.
    var startNanoseconds: Int64
    /// How long, after its last arrival, the worker goes on without an acknowledgment before it gives up.
    var drainNanoseconds: Int64
    /// How long a device waits that got no answer, give or take half.
    var silenceNanoseconds: Int64
    /// How long tokens are valid, for devices that present them too late on purpose.
    var tokenTimeout: Nanoseconds
    var recorder: IntervalRecorder
    var control: RunControl

    /// When an arrival of an open loop is to come.
    @inline(__always)
    func dueTime(ofPlanned planned: Int64) -> Int64 { startNanoseconds + control.pace.dueTime(ofPlanned: planned) }

    /// Whether arrivals are paced by the plan rather than by the answers.
    var isOpenLoop: Bool { plan.durationSeconds != nil }
}
