import Testing
import Workload

@testable import LoadEngine

@Suite struct UpcomingArrivalsTests {
    private static func cursor(of count: Int) throws -> ArrivalCursor {
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = Double(count)
        let plan = try Plan(
            PlanRequest(seed: 1, devices: 100, profile: profile, durationSeconds: 1, mix: .initialOnly, workers: 1))
        return plan.cursor(worker: 0, of: 1)
    }

    @Test("All arrivals of the plan come, in its order, and then none", arguments: [1, 7, 8, 9, 100])
    func order(count: Int) throws {
        var planned: [PlannedRequest] = []
        var cursor = try Self.cursor(of: count)
        while let arrival = cursor.next() { planned.append(arrival) }
        #expect(planned.count == count)

        var upcoming = UpcomingArrivals(try Self.cursor(of: count))
        var taken: [PlannedRequest] = []
        while let arrival = upcoming.first {
            #expect(upcoming.readAhead.first == arrival && upcoming.readAhead.count <= 8)
            taken.append(arrival)
            let mayHaveMore = upcoming.readAhead.count == 1
            let hasReadAhead = upcoming.removeFirst()
            #expect(hasReadAhead == mayHaveMore)
        }
        #expect(taken == planned && upcoming.readAhead.isEmpty)
    }
}
