import Devices
import Registration
import SeededRandom
import Testing

@Suite struct RetryBehaviorTests {
    /// Many waits of one behaviour.
    private static func waits(
        _ behavior: RetryBehavior, told: Nanoseconds?, failures: Int, seed: UInt64 = 1
    ) -> [Nanoseconds] {
        var random = SplitMix64(seed: seed)
        return (0..<500).map { _ in behavior.wait(told: told, failures: failures, random: &random) }
    }

    @Test("A device that waits as told waits exactly that, and never a negative span")
    func asTold() {
        #expect(Self.waits(.asTold, told: .milliseconds(1_234), failures: 3).allSatisfy { $0 == .milliseconds(1_234) })
        #expect(Self.waits(.asTold, told: .seconds(-1), failures: 1).allSatisfy { $0 == .zero })
    }

    @Test("After silence it jitters, and longer after each failure, up to a minute")
    func silence() {
        for (failures, longest) in [(1, 1), (2, 2), (3, 4), (7, 60), (200, 60)] {
            let waits = Self.waits(.asTold, told: nil, failures: failures)
            let isBounded = waits.allSatisfy { $0 >= .zero && $0 < .seconds(Int64(longest)) }
            #expect(isBounded)
            #expect(waits.contains { $0 > .milliseconds(Int64(longest) * 900) })
        }
    }

    @Test("A fixed wait hears nothing")
    func fixed() {
        #expect(Self.waits(.fixed(.seconds(60)), told: .seconds(1), failures: 9).allSatisfy { $0 == .seconds(60) })
    }

    @Test("RFC 5626: the later half of a window that doubles from 60 s to 1,800 s", arguments: [1, 2, 5, 6, 63, 1_000])
    func flowRecovery(failures: Int) {
        let window = min(30 << min(failures, 10), 1_800)
        let waits = Self.waits(.rfc5626, told: .seconds(1), failures: failures)
        let isBounded = waits.allSatisfy { $0 >= .seconds(Int64(window) / 2) && $0 <= .seconds(Int64(window)) }
        #expect(isBounded)
        #expect(Set(waits).count > 490)
    }

    @Test("A seed repeats its waits, another gives others")
    func seeded() {
        let first = Self.waits(.jitter, told: nil, failures: 4, seed: 5)
        #expect(first == Self.waits(.jitter, told: nil, failures: 4, seed: 5))
        #expect(first != Self.waits(.jitter, told: nil, failures: 4, seed: 6))
    }
}
