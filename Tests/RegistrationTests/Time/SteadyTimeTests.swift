import Registration
import Testing

@Suite struct SteadyTimeTests {
    private static func times(_ readings: [Int64]) -> [Int64] {
        var steady = SteadyTime()
        return readings.map { steady.instant(atReading: Instant(nanoseconds: $0)).nanoseconds }
    }

    @Test("A clock that runs forward is believed, leaps included")
    func forward() {
        #expect(Self.times([5, 5, 9, 1_000_000]) == [5, 5, 9, 1_000_000])
    }

    @Test("A clock that is set back stands still for that reading and runs on from there")
    func back() {
        #expect(Self.times([100, 40, 41, 50, 45, 46]) == [100, 100, 101, 110, 110, 111])
    }

    @Test("A clock set back and then right again leaps by the difference")
    func backAndForth() {
        #expect(Self.times([100, 40, 50, 110]) == [100, 100, 110, 170])
    }

    @Test("Readings at the ends of the range do not trap")
    func extremes() {
        let times = Self.times([.max, .min, 0, .max])
        #expect(times == times.sorted())
    }
}
