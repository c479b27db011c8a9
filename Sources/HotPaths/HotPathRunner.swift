internal import Foundation
public import Measurement
internal import Synchronization

/// Runs a ``HotPath`` again and again on its threads, and takes the time.
public struct HotPathRunner: Sendable {
    private let work: any HotPathWork
    private let threads: Int

    /// A runner of `path` at `setting`, its structures built.
    ///
    /// - Throws: `OutOfMemory` when they do not fit the machine.
    public init(_ path: HotPath, _ setting: HotPathSetting) throws {
        work = try path.makeWork(setting)
        threads = setting.threads
    }

    /// A runner of this work on one thread, for tests of the runner.
    init(_ work: any HotPathWork) {
        self.work = work
        threads = 1
    }

    /// Operations that each run does.
    public var operationCount: Int { work.operationCount }

    /// Brings the structures to where a run begins; see ``HotPathWork/prepare()``. Before every run.
    public func prepare() throws { try work.prepare() }

    /// One run by the calling thread alone, without a clock: for counting instructions. A setting of one thread.
    ///
    /// - Returns: how many operations came out as they should: ``operationCount``.
    public func runOnce() throws -> Int {
        precondition(threads == 1, "instructions are counted on one thread")
        try work.prepare()
        return measuredRegion(work)
    }

    /// One run, in nanoseconds an operation.
    ///
    /// - Throws: ``HotPathFault`` when it did not do all its operations.
    public func run(clock: MonotonicClock) throws(HotPathFault) -> Double {
        let (done, nanoseconds) = threads == 1 ? runAlone(clock) : runTogether(clock)
        guard done == work.operationCount else {
            throw HotPathFault(operationCount: work.operationCount, doneCount: done)
        }
        return Double(nanoseconds) / Double(work.operationCount)
    }

    /// The time of each of `repetitions` runs, in nanoseconds an operation, after one that is not counted.
    ///
    /// - Throws: ``HotPathFault`` when a run did not do all its operations; `OutOfMemory`.
    public func nanosecondsPerOperation(repetitions: Int, clock: MonotonicClock) throws -> [Double] {
        var times: [Double] = []
        for repetition in 0...repetitions {
            try prepare()
            let time = try run(clock: clock)
            if repetition > 0 { times.append(time) }
        }
        return times
    }

    private func runAlone(_ clock: MonotonicClock) -> (done: Int, nanoseconds: Int64) {
        let start = clock.nanoseconds()
        let done = measuredRegion(work)
        return (done, clock.nanoseconds() - start)
    }

    /// From the first thread's start to the last one's end.
    private func runTogether(_ clock: MonotonicClock) -> (done: Int, nanoseconds: Int64) {
        let board = Board(threads: threads)
        let group = DispatchGroup()
        for thread in 0..<threads {
            group.enter()
            Thread.detachNewThread { [work] in
                board.waitForAll()
                let start = clock.nanoseconds()
                let done = work.run(thread: thread)
                board.note(done, from: start, to: clock.nanoseconds())
                group.leave()
            }
        }
        group.wait()
        return board.total
    }
}

/// What a profiler or callgrind calls a run: a function that is never inlined, so that counting can be told to begin and end here.
@inline(never)
func measuredRegion(_ work: any HotPathWork) -> Int { work.run(thread: 0) }

/// A run of a hot path that did not do what it should have: its time means nothing.
public struct HotPathFault: Error, CustomStringConvertible {
    let operationCount: Int
    let doneCount: Int

    /// What went wrong, in a sentence.
    public var description: String { "\(doneCount) of \(operationCount) operations came out as they should" }
}

/// Where the threads of a run meet, and what they leave.
private final class Board: Sendable {
    private let threads: Int
    /// Threads that are there. Written by each once, read by all.
    private let arrived = Atomic<Int>(0)
    /// Sum of what the threads did, first start and last end. Written by each thread once.
    private let done = Atomic<Int>(0)
    private let start = Atomic<Int64>(.max)
    private let end = Atomic<Int64>(.min)

    init(threads: Int) { self.threads = threads }

    func waitForAll() {
        // Relaxed: this orders time, not memory; what the threads share was made before they were.
        arrived.add(1, ordering: .relaxed)
        while arrived.load(ordering: .relaxed) < threads { sched_yield() }
    }

    func note(_ count: Int, from first: Int64, to last: Int64) {
        // Releasing: pairs with the acquire in `total`; what the thread wrote is there for the next run.
        start.min(first, ordering: .relaxed)
        end.max(last, ordering: .relaxed)
        done.add(count, ordering: .releasing)
    }

    var total: (done: Int, nanoseconds: Int64) {
        let count = done.load(ordering: .acquiring)
        return (count, end.load(ordering: .relaxed) - start.load(ordering: .relaxed))
    }
}
