import Registration
import Testing

@testable import Simulation

@Suite struct FaultCalendarTests {
    private static func calendar(_ faults: [StormFault], loss: Double = 0) -> FaultCalendar {
        var scenario = StormScenario()
        scenario.outageLength = .zero
        scenario.faults = faults
        scenario.network.loss = loss
        return FaultCalendar(scenario)
    }

    @Test("A crash holds from its first instant to just before its end")
    func crash() {
        let calendar = Self.calendar([
            StormFault(.crash(keepsMemory: true), controller: 1, start: Nanoseconds(100), length: Nanoseconds(50))
        ])
        let faults = calendar.controllers[1]
        #expect([99, 100, 149, 150].map { faults.isDown(at: $0) } == [false, true, true, false])
        #expect(faults.firstPresence(from: 120) == 150 && faults.firstPresence(from: 150) == 150)
        #expect(faults.firstTrouble(from: 0) == 100 && faults.firstTrouble(from: 110) == 110)
        #expect(faults.firstTrouble(from: 150) == .max)
        #expect(calendar.controllers[0].firstTrouble(from: 0) == .max)
        #expect(calendar.lastEnd == 150)
    }

    @Test("Overlapping and touching faults are one absence; one that does not end has no presence after it")
    func merged() {
        let calendar = Self.calendar([
            StormFault(.wanFlap, controller: 0, start: Nanoseconds(10), length: Nanoseconds(10)),
            StormFault(.crash(keepsMemory: false), controller: 0, start: Nanoseconds(20), length: Nanoseconds(10)),
            StormFault(.crash(keepsMemory: true), controller: 0, start: Nanoseconds(25), length: Nanoseconds(3)),
            StormFault(.wanFlap, start: Nanoseconds(50), length: StormFault.forever),
        ])
        let faults = calendar.controllers[0]
        #expect(faults.firstPresence(from: 12) == 30)
        #expect(faults.isAbsent(within: 5, 10) && !faults.isAbsent(within: 30, 49))
        #expect(faults.firstPresence(from: 60) == .max)
        #expect(calendar.lastEnd == 50)
        #expect(!calendar.changes.contains { $0.time == .max })
    }

    @Test("Losses add up as independent ones, keep-alive loss for keep-alives only, and speeds multiply")
    func losses() {
        let calendar = Self.calendar(
            [
                StormFault(.keepAliveLoss(share: 0.5), controller: 0, start: .zero, length: Nanoseconds(10)),
                StormFault(.messageLoss(share: 0.5), controller: 0, start: .zero, length: Nanoseconds(5)),
                StormFault(.slowDown(factor: 0.5), start: .zero, length: Nanoseconds(10)),
                StormFault(.slowDown(factor: 0.5), controller: 0, start: Nanoseconds(5), length: Nanoseconds(5)),
            ], loss: 0.5)
        let faults = calendar.controllers[0]
        #expect(faults.loss(at: 1, isKeepAlive: true) == 0.875 && faults.loss(at: 1, isKeepAlive: false) == 0.75)
        #expect(faults.loss(at: 20, isKeepAlive: true) == 0.5)
        #expect([1, 6, 10].map { faults.speed(at: $0) } == [0.5, 0.25, 1])
    }

    @Test("The least time to serve a fleet follows the rate of each moment")
    func bound() {
        let second: Int64 = 1_000_000_000
        let calendar = Self.calendar([
            StormFault(.slowDown(factor: 0.5), controller: 0, start: .seconds(10), length: .seconds(20)),
            StormFault(.crash(keepsMemory: true), controller: 0, start: .seconds(40), length: .seconds(5)),
        ])
        let bound = ServiceBound(faults: calendar.controllers[0], serviceRate: 100)
        #expect(bound.nanoseconds(for: 1_000, from: 0) == 10 * second)
        #expect(bound.nanoseconds(for: 2_000, from: 0) == 30 * second)
        #expect(bound.nanoseconds(for: 3_500, from: 0) == 50 * second)
        #expect(bound.capacity(from: 0, to: 50 * second) == 3_500)
        #expect(bound.nanoseconds(for: 0, from: 0) == 0)
        let stopped = ServiceBound(faults: calendar.controllers[0], serviceRate: 0)
        #expect(stopped.nanoseconds(for: 1, from: 0) == nil && stopped.nanoseconds(for: 0, from: 0) == 0)
    }
}
