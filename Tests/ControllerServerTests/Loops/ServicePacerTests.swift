import Registration
import Testing

@testable import ControllerServer

@Suite struct ServicePacerTests {
    @Test("Without a limit a full burst may always be served")
    func noLimit() {
        var pacer = ServicePacer()
        #expect(pacer.allowance(at: .epoch, interval: .zero) == ServicePacer.burstMax)
        pacer.spend(64, interval: .zero)
        #expect(pacer.allowance(at: .epoch, interval: .zero) == ServicePacer.burstMax)
    }

    @Test("What was spent under a lower limit is not waited for under a higher one", arguments: [0, 1_000, 1_000_000])
    func higherLimit(perSecond: Int64) {
        var pacer = ServicePacer()
        let now = Instant(nanoseconds: 3_000_000_000)
        let first = pacer.allowance(at: now, interval: .max)
        #expect(first == 1)
        pacer.spend(1, interval: .max)
        let second = pacer.allowance(at: now, interval: .max)
        #expect(second == 0)
        let interval = perSecond > 0 ? Nanoseconds(1_000_000_000 / perSecond) : .zero
        let allowed = pacer.allowance(at: now, interval: interval)
        #expect(allowed == (perSecond > 0 ? 0 : ServicePacer.burstMax))
        #expect(pacer.delay(at: now) == interval)
        let later = pacer.allowance(at: now + interval, interval: interval)
        #expect(later >= 1)
    }

    @Test("A limit is kept over any time, in bursts of 64 at most", arguments: [1, 7, 100, 1_000])
    func limit(perSecond: Int64) {
        let interval = Nanoseconds(1_000_000_000 / perSecond)
        var pacer = ServicePacer()
        var served = 0
        for millisecond in Int64(0)..<20_000 {
            let now = Instant(nanoseconds: 3_000_000_000 + millisecond * 1_000_000)
            let allowance = pacer.allowance(at: now, interval: interval)
            #expect(allowance <= ServicePacer.burstMax)
            pacer.spend(allowance, interval: interval)
            served += allowance
            if allowance > 0 { #expect(pacer.delay(at: now) > .zero) }
        }
        let due = Int(perSecond) * 20
        #expect(served >= due && served <= due + ServicePacer.burstMax)
    }
}
