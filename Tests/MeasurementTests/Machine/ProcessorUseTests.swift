import Measurement
import Testing

@Suite struct ProcessorUseTests {
    private static let clock = MonotonicClock.system()
    private static let second: Int64 = 1_000_000_000

    /// Works for at least so much processor time.
    private static func burn(milliseconds: Int64) {
        let end = clock.nanoseconds() + milliseconds * 1_000_000
        while clock.nanoseconds() < end {}
    }

    @Test("Use is a fraction of all cores, whatever was burnt")
    func bounds() {
        var use = ProcessorUse(cores: 1, at: 0)
        Self.burn(milliseconds: 50)
        // 50 ms of work in a stated millisecond: more than there can be.
        let most = use.sample(at: 1_000_000)
        #expect(most == 1)
        let next = use.sample(at: 1_000_000 + 3_600 * Self.second)
        #expect((0..<0.01).contains(next))
    }

    @Test("More cores make the same work a smaller fraction")
    func cores() {
        var one = ProcessorUse(cores: 1, at: 0)
        var many = ProcessorUse(cores: 1_000, at: 0)
        Self.burn(milliseconds: 50)
        let (ofOne, ofMany) = (one.sample(at: 3_600 * Self.second), many.sample(at: 3_600 * Self.second))
        #expect(ofOne > 0 && ofMany < ofOne / 100)
    }

    @Test("Where no time has passed, or the clock went back, there is no use to tell")
    func noTime() {
        var use = ProcessorUse(cores: 0, at: Self.second)
        let (same, back) = (use.sample(at: Self.second), use.sample(at: 0))
        #expect(same == 0 && back == 0)
    }
}
