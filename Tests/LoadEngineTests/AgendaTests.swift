import TestSupport
import Testing

@testable import LoadEngine

@Suite struct AgendaTests {
    private func request(_ due: Int64) -> DueRequest {
        DueRequest(due: due, device: UInt32(truncatingIfNeeded: due), kind: 0, step: .askForToken, proof: nil)
    }

    @Test("Requests come out in the order they are due, whatever the order they went in")
    func order() {
        var random = SeededGenerator(seed: TestSeed.current.value)
        var agenda = Agenda(capacity: 8)
        var model: [Int64] = []
        for _ in 0..<2_000 {
            if model.isEmpty || Bool.random(using: &random) {
                let due = Int64.random(in: 0..<500, using: &random)
                agenda.insert(request(due))
                model.append(due)
                model.sort()
            } else {
                let now = Int64.random(in: 0..<500, using: &random)
                let expected = model[0] <= now ? model.removeFirst() : nil
                let popped = agenda.popDue(by: now)?.due
                #expect(popped == expected, "seed \(TestSeed.current.value)")
            }
            #expect(agenda.count == model.count && agenda.nextDue == model.first)
        }
    }

    @Test("Nothing is due before its time, and an empty agenda is due never")
    func boundary() {
        var agenda = Agenda(capacity: 1)
        let none = agenda.popDue(by: .max)
        #expect(agenda.isEmpty && none == nil && agenda.nextDue == nil)
        agenda.insert(request(10))
        let early = agenda.popDue(by: 9)
        let due = agenda.popDue(by: 10)
        #expect(early == nil && due?.due == 10)
    }
}
