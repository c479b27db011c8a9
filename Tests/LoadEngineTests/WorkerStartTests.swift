import Dispatch
import Measurement
import Registration
import Synchronization
import Testing

@testable import LoadEngine

/// A target whose sessions open only when all workers are there to open one.
private final class MeetingTarget: LoadTarget {
    static var name: String { "meeting" }

    private let missing = DispatchGroup()
    /// Workers that gave up waiting for the others.
    let lonely = Atomic<Int>(0)

    init(workers: Int) { for _ in 0..<workers { missing.enter() } }

    func openSession(worker: Int) -> NullSession {
        missing.leave()
        if missing.wait(timeout: .now() + .seconds(10)) == .timedOut { lonely.add(1, ordering: .relaxed) }
        return NullSession()
    }

    var queueDepths: [Int] { [0, 0, 0] }

    func report(processorLoad: Double) {}

    func inspect(devices: Int, at now: Instant) -> TargetInspection { TargetInspection() }
}

@Suite struct WorkerStartTests {
    @Test("All workers are at work at once, however many cores there are", arguments: [1, 2, 16])
    func meet(workers: Int) throws {
        let target = MeetingTarget(workers: workers)
        let outcome = Runs.execute(try Runs.saturating(1_000, workers: workers), on: target)
        #expect(target.lonely.load(ordering: .relaxed) == 0)
        #expect(Runs.result(outcome).counters["generator.acknowledged"] == 1_000)
    }
}
