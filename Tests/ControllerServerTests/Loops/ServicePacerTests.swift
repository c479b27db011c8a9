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
