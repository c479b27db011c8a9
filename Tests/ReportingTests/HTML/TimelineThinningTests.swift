import Measurement
import Testing

@testable import Reporting

@Suite struct TimelineThinningTests {
    @Test("What is short enough stays as it is", arguments: [0, 1, 900])
    func short(count: Int) {
        let rows = timedRun(seconds: count).timeline
        let (thinned, joined) = TimelineThinning.thinned(rows)
        #expect(thinned == rows && joined == 1)
    }

    @Test(
        "Of what is longer counts are added, peaks stay, and time ends where it ended", arguments: [901, 1_801, 86_400])
    func long(count: Int) {
        var rows = timedRun(seconds: count).timeline
        rows[count / 2].p99 = 9_000_000_000
        rows[count / 2].queueDepth = [0, 0, 77_777, 5]
        let (thinned, joined) = TimelineThinning.thinned(rows)
        #expect(thinned.count <= TimelineThinning.rowsMax && thinned.count * joined >= count)
        #expect(thinned.reduce(0) { $0 + $1.completed } == rows.reduce(0) { $0 + $1.completed })
        #expect(
            thinned.compactMap(\.p99).max() == 9_000_000_000 && thinned.compactMap(\.queueDepth.last).max() ?? 0 > 0)
        #expect(thinned.contains { $0.queueDepth.count == 4 && $0.queueDepth[2] == 77_777 })
        #expect(thinned.last?.seconds == rows.last?.seconds)
    }

    @Test("Counts that no sum can hold stop at the largest")
    func overflow() {
        var rows = timedRun(seconds: 1_000).timeline
        for index in rows.indices { rows[index].completed = .max }
        #expect(TimelineThinning.thinned(rows).rows.allSatisfy { $0.completed == .max })
    }
}
