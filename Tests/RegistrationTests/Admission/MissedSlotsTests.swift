import Testing

@testable import Registration

@Suite struct MissedSlotsTests {
    private static let start = Instant.epoch + .seconds(1_000)
    private static let step: Int64 = 10_000_000

    /// A memory of `seconds` seconds in which every `period`-th of 100 slots a second was missed.
    private static func watched(seconds: Int64, period: Int64) -> MissedSlots {
        let missed = MissedSlots()
        for slot in 0..<seconds * 100 where slot % period == 0 {
            missed.add(step: step, at: start + Nanoseconds(slot * step))
        }
        return missed
    }

    @Test("While every slot is kept, promises are whole")
    func none() {
        #expect(MissedSlots().shrunk(Self.step, at: Self.start) == Self.step)
    }

    @Test("Promises shrink by the share that stays away", arguments: [(10, 0.1), (20, 0.05), (5, 0.2)])
    func share(period: Int64, share: Double) {
        let end = Self.start + .seconds(10)
        let missed = Self.watched(seconds: 10, period: period)
        let shrunk = Double(missed.shrunk(Self.step, at: end)) / Double(Self.step)
        #expect(abs(shrunk - (1 - share)) < 0.02, "\(shrunk)")
    }

    @Test("They never shrink by more than a quarter, and a step never to nothing")
    func bounded() {
        let end = Self.start + .seconds(10)
        let missed = Self.watched(seconds: 10, period: 1)
        #expect(missed.shrunk(Self.step, at: end) == Self.step * 3 / 4)
        #expect(missed.shrunk(1, at: end) == 1)
        #expect(missed.shrunk(3_600_000_000_000, at: end) > 0)
    }

    @Test("A share of long ago is not believed, and a clock set back is survived")
    func forgotten() {
        let end = Self.start + .seconds(10)
        let missed = Self.watched(seconds: 10, period: 10)
        #expect(missed.shrunk(Self.step, at: end + .seconds(20)) == Self.step)
        #expect(missed.shrunk(Self.step, at: end - .seconds(100)) == Self.step)
        missed.add(step: Self.step, at: end - .seconds(100))
        #expect(missed.shrunk(Self.step, at: end - .seconds(100)) == Self.step)
    }
}
