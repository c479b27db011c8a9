import Testing

@testable import DeviceFleet

@Suite struct RetransmissionScheduleTests {
    @Test("Waits double from half a second to four, and end after 32 seconds (RFC 3261, timers E and F)")
    func waits() {
        let seconds = RetransmissionSchedule.waits.map { Double($0) / 1e9 }
        #expect(seconds.prefix(5) == [0.5, 1, 2, 4, 4])
        #expect(seconds.reduce(0, +) == 32)
        #expect(seconds.allSatisfy { $0 <= 4 })
    }

    @Test("What waits is due at its time, whichever wait it is in")
    func due() {
        var schedule = RetransmissionSchedule()
        #expect(schedule.nextDue == nil && schedule.popDue(by: .max) == nil)
        schedule.await(1, retransmissionCount: 1, from: 0)
        schedule.await(2, retransmissionCount: 0, from: 100)
        schedule.await(3, retransmissionCount: 0, from: 200)
        #expect(schedule.nextDue == 500_000_100)
        #expect(schedule.popDue(by: 500_000_099) == nil)
        #expect(schedule.popDue(by: 500_000_200) == 2)
        #expect(schedule.popDue(by: 500_000_200) == 3)
        #expect(schedule.popDue(by: 999_999_999) == nil)
        #expect(schedule.popDue(by: 1_000_000_000) == 1)
        #expect(schedule.nextDue == nil)
    }

    @Test("None of many is lost or found twice, however they come and go")
    func many() {
        var schedule = RetransmissionSchedule()
        var popped: [FlightTable.Number] = []
        for number in 0..<10_000 {
            schedule.await(FlightTable.Number(number), retransmissionCount: 0, from: Int64(number))
            if number % 3 == 2, let next = schedule.popDue(by: .max) { popped.append(next) }
        }
        while let next = schedule.popDue(by: .max) { popped.append(next) }
        #expect(popped == Array(0..<10_000))
    }
}
