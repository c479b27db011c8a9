import Testing

@testable import LoadEngine

@Suite struct PaceTests {
    private static let second: Int64 = 1_000_000_000

    @Test("As long as nobody changes the rate, what is planned is due to the nanosecond")
    func planned() {
        for time: Int64 in [0, 1, 999_999_999_999, 86_400 * Self.second] {
            #expect(Pace.planned.dueTime(ofPlanned: time) == time && Pace.planned.plannedTime(at: time) == time)
        }
    }

    @Test("From a change on planned times come closer together or farther apart, and none is left out")
    func change() throws {
        let fast = try #require(Pace.planned.changed(toPercent: 200, at: 10 * Self.second))
        #expect(fast.percent == 200)
        #expect(fast.dueTime(ofPlanned: 10 * Self.second) == 10 * Self.second)
        #expect(fast.dueTime(ofPlanned: 12 * Self.second) == 11 * Self.second)
        let slow = try #require(fast.changed(toPercent: 50, at: 11 * Self.second))
        #expect(slow.plannedTime(at: 11 * Self.second) == 12 * Self.second)
        #expect(slow.dueTime(ofPlanned: 13 * Self.second) == 13 * Self.second)
        let planned = try #require(slow.changed(toPercent: 100, at: 13 * Self.second))
        #expect(planned.plannedTime(at: 20 * Self.second) == 20 * Self.second)
    }

    @Test("Whatever the changes, no moment is lost by more than a microsecond", arguments: UInt64(1)...10)
    func continuity(seed: UInt64) throws {
        var random = seed
        var pace = Pace.planned
        var now: Int64 = 0
        for _ in 0..<200 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            now += Int64(random >> 34)
            let planned = pace.plannedTime(at: now)
            pace = try #require(pace.changed(toPercent: Int(random >> 33 % 1_100), at: now))
            #expect(Pace.percents.contains(pace.percent))
            #expect(abs(pace.plannedTime(at: now) - planned) < 1_000, "seed \(seed)")
            #expect(abs(pace.dueTime(ofPlanned: planned) - now) < 1_000, "seed \(seed)")
        }
    }

    @Test("A rate stays between a tenth and ten times the plan's, and a run of months is not steered")
    func bounds() {
        #expect(Pace.planned.changed(toPercent: -5, at: 0)?.percent == 10)
        #expect(Pace.planned.changed(toPercent: 5_000, at: 0)?.percent == 1_000)
        #expect(Pace.planned.changed(toPercent: 50, at: 86_400 * 60 * Self.second) == nil)
    }
}
