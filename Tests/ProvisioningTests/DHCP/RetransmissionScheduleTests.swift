import Provisioning
import Registration
import SeededRandom
import Testing

@Suite struct RetransmissionScheduleTests {
    @Test("An address is asked for after 4, 8, 16, 32 and 64 s, each a second more or less", arguments: 1...12)
    func dhcp(attempt: Int) {
        var random = SplitMix64(seed: UInt64(attempt))
        let middle = Nanoseconds.seconds([4, 8, 16, 32, 64][min(attempt, 5) - 1])
        var waits: Set<Nanoseconds> = []
        for _ in 0..<200 {
            let wait = RetransmissionSchedule.dhcp.wait(afterAttempt: attempt, random: &random)
            #expect(wait >= middle - .seconds(1) && wait <= middle + .seconds(1))
            waits.insert(wait)
        }
        #expect(waits.count > 100)
    }

    @Test("A file is asked for after 1, 2, 4 and 8 s", arguments: [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (1_000, 8)])
    func tftp(attempt: Int, seconds: Int64) {
        var random = SplitMix64(seed: 1)
        #expect(RetransmissionSchedule.tftp.wait(afterAttempt: attempt, random: &random) == .seconds(seconds))
    }

    @Test("The same seed gives the same waits, and none is negative")
    func seeded() {
        let schedule = RetransmissionSchedule(
            first: .milliseconds(1), longest: .seconds(1), spread: .seconds(1), attemptsMax: 3)
        var (a, b) = (SplitMix64(seed: 9), SplitMix64(seed: 9))
        for attempt in 1...100 {
            let wait = schedule.wait(afterAttempt: attempt, random: &a)
            #expect(wait == schedule.wait(afterAttempt: attempt, random: &b))
            #expect(wait >= .zero)
        }
    }
}
