import Registration
import Testing

@testable import LoadEngine

@Suite struct AcknowledgmentOrderTests {
    private func item(worker: Int, tier: UInt8, at nanoseconds: Int64) -> AcknowledgmentBuffer.Item {
        AcknowledgmentBuffer.Item(
            context: RequestContext(worker: worker, plannedNanoseconds: 0),
            arrivedAt: Instant(nanoseconds: nanoseconds),
            tier: tier)
    }

    @Test("A sender's acknowledgments of one tier may not go back in time")
    func order() {
        var order = AcknowledgmentOrder(workerCount: 2)
        let verdicts = [
            item(worker: 0, tier: 1, at: 5), item(worker: 0, tier: 1, at: 5),
            item(worker: 1, tier: 1, at: 3),  // another sender
            item(worker: 0, tier: 0, at: 1),  // another tier
            item(worker: 0, tier: 1, at: 4),  // back in time
            item(worker: 2, tier: 1, at: 9),  // no such sender
        ].map { order.note($0) }
        #expect(verdicts == [true, true, true, true, false, false])
    }

    @Test("The lowest tier is not judged: demoted requests keep the time of their grant")
    func lowest() {
        var order = AcknowledgmentOrder(workerCount: 1)
        let verdicts = [5, 1].map { order.note(item(worker: 0, tier: 2, at: $0)) }
        #expect(verdicts == [true, true])
    }

    /// Senders and planned times at the ends of their ranges.
    static let contexts: [(Int, Int64)] = [(0, 0), (1_023, (1 << 54) - 1), (7, 12_345)]

    @Test("A context carries its sender and its planned time", arguments: contexts)
    func context(worker: Int, planned: Int64) {
        let context = RequestContext(rawValue: RequestContext(worker: worker, plannedNanoseconds: planned).rawValue)
        #expect(context.worker == worker && context.plannedNanoseconds == planned)
        #expect(RequestContext(worker: worker, plannedNanoseconds: -5).plannedNanoseconds == 0)
    }
}
