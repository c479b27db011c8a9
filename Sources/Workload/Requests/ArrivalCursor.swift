internal import SeededRandom

/// Walks the arrivals of one worker of a ``Plan``, in order of time.
///
/// A value: a copy walks on by itself. Not to be shared between threads; each worker has its own. ``next()`` takes constant
/// time and allocates nothing; only for a Poisson process and a recording it
/// also passes over the arrivals of the other workers.
public struct ArrivalCursor: IteratorProtocol, Sendable {
    /// How times are found.
    private enum Pacing { case closedLoop, segments, poisson, recording }

    private let pacing: Pacing
    private let content: RequestContent
    /// The next arrival of this worker, and how many arrivals there are in all (no limit for a Poisson process).
    private var index: UInt64
    private let endIndex: UInt64
    private let workers: UInt64
    /// `index` modulo the number of devices, and by how much it grows per step.
    private var turn: UInt32
    private let turnStep: UInt32
    /// The stretch that holds `index` or an earlier arrival, and the first arrival past it.
    private var segment: RateSegment
    private var segmentEndIndex: UInt64
    /// The stretches of the whole run, and which of them comes after ``segment``.
    private let segments: [RateSegment]
    private var nextSegment: Int
    private var poisson: PoissonClock
    /// The arrivals of a recording, those of other workers among them; `index` is the place in it.
    private let recording: [PlannedRequest]
    private let worker: UInt32

    /// The arrivals of `plan` whose index, or in a recording whose device, leaves the remainder `worker` when divided by `workers`.
    init(plan: Plan, worker: UInt32, workers: UInt32) {
        // A deterministic plan has no gaps to draw; any rate stands in.
        var rate = 1.0
        switch plan.profile {
        case .saturate: pacing = .closedLoop
        case .poisson(let ratePerSecond):
            pacing = .poisson
            rate = ratePerSecond
        case .constant, .ramp, .step, .spike: pacing = .segments
        case .recorded: pacing = .recording
        }
        content = plan.content
        recording = plan.recording
        self.worker = worker
        index = pacing == .recording ? 0 : UInt64(worker)
        endIndex = plan.plannedCount ?? .max
        self.workers = UInt64(workers)
        turn = worker % plan.content.order.count
        turnStep = workers % plan.content.order.count
        segments = plan.segments
        // A closed loop has no stretch; an empty one stands in.
        segment =
            plan.segments.first
            ?? RateSegment(fromSeconds: 0, toSeconds: 0, fromRate: 1, toRate: 1, arrivalsAtStart: 0)
        segmentEndIndex = segment.endIndex
        nextSegment = 1
        poisson = PoissonClock(
            seed: plan.gapSeed, meanGapNanoseconds: 1e9 / rate,
            endNanoseconds: (plan.durationSeconds ?? 0) * 1e9)
    }

    /// The next arrival of this worker; `nil` at the end of the plan, and from then on.
    public mutating func next() -> PlannedRequest? {
        guard index < endIndex else { return nil }
        let nanoseconds: Int64
        switch pacing {
        case .closedLoop: nanoseconds = 0
        case .segments:
            while index >= segmentEndIndex, nextSegment < segments.count {
                segment = segments[nextSegment]
                segmentEndIndex = segment.endIndex
                nextSegment += 1
            }
            nanoseconds = segment.nanoseconds(at: index)
        case .poisson, .recording: return nextAmongAll()
        }
        return step(plannedNanoseconds: nanoseconds)
    }

    /// The request of the current arrival; walks on to this worker's next.
    @inline(__always)
    private mutating func step(plannedNanoseconds: Int64) -> PlannedRequest {
        let request = content.request(index: index, turn: turn, plannedNanoseconds: plannedNanoseconds)
        // An index grows to 10^14 at most, and both turns are below 10^8: the sums fit.
        index &+= workers
        turn &+= turnStep
        if turn >= content.order.count { turn &-= content.order.count }
        return request
    }

    /// The next arrival where those of other workers have to be passed over. Apart, as it takes longer than the rest and would make that longer.
    @inline(never)
    private mutating func nextAmongAll() -> PlannedRequest? {
        if pacing == .recording { return nextOfRecording() }
        guard let time = poisson.nanoseconds(at: index) else { return nil }
        return step(plannedNanoseconds: time)
    }

    /// The next recorded arrival of one of this worker's devices.
    private mutating func nextOfRecording() -> PlannedRequest? {
        while index < endIndex {
            let request = recording[Int(index)]
            index &+= 1
            if UInt64(request.device) % workers == UInt64(worker) { return request }
        }
        return nil
    }
}
