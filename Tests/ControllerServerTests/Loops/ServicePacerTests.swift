import Registration
import Synchronization
import Testing
import TestSupport

@testable import ControllerServer

@Suite struct ServicePacerTests {
    @Test("Without a limit a full burst may always be served")
    func noLimit() {
        let pacer = ServicePacer()
        for _ in 0..<3 { #expect(pacer.take(at: .epoch, interval: .zero) == ServicePacer.burstMax) }
    }

    @Test("A limit is kept over any time, in bursts of 64 at most", arguments: [1, 7, 100, 1_000])
    func limit(perSecond: Int64) {
        let interval = Nanoseconds(1_000_000_000 / perSecond)
        let pacer = ServicePacer()
        var served = 0
        for millisecond in Int64(0)..<20_000 {
            let now = Instant(nanoseconds: 3_000_000_000 + millisecond * 1_000_000)
            let count = pacer.take(at: now, interval: interval)
            #expect(count <= ServicePacer.burstMax)
            served += count
            if count > 0 { #expect(pacer.delay(at: now) > .zero) }
        }
        let due = Int(perSecond) * 20
        #expect(served >= due && served <= due + ServicePacer.burstMax)
    }

    @Test("What is given back may be taken again")
    func givenBack() {
        let pacer = ServicePacer()
        let start = Instant(nanoseconds: 5_000_000_000)
        #expect(pacer.take(at: start, interval: .milliseconds(10)) == 1)
        let now = start + .seconds(5)
        #expect(pacer.take(at: now, interval: .milliseconds(10)) == 64)
        #expect(pacer.take(at: now, interval: .milliseconds(10)) == 0)
        pacer.giveBack(3, interval: .milliseconds(10))
        #expect(pacer.take(at: now, interval: .milliseconds(10)) == 3)
    }

    @Test("A higher limit holds at once")
    func raised() {
        let pacer = ServicePacer()
        let now = Instant(nanoseconds: 5_000_000_000)
        #expect(pacer.take(at: now, interval: .seconds(3_600)) == 1)
        let later = now + .milliseconds(10)
        #expect(pacer.take(at: later, interval: .milliseconds(1)) == 0)
        #expect(pacer.take(at: later + .milliseconds(1), interval: .milliseconds(1)) > 0)
    }

    @Test("Loops that serve at once share one limit")
    func shared() {
        let pacer = ServicePacer()
        let served = Atomic<Int>(0)
        _ = runConcurrently(threads: 4) { _ in
            for step in Int64(0)..<10_000 {
                let now = Instant(nanoseconds: 5_000_000_000 + step * 100_000)
                served.wrappingAdd(pacer.take(at: now, interval: .milliseconds(1)), ordering: .relaxed)
            }
        }
        // A second in steps of a tenth of a millisecond, a thousand a second, whoever is ahead.
        let count = served.load(ordering: .relaxed)
        #expect(count >= 1_000 && count <= 1_000 + ServicePacer.burstMax, "\(count)")
    }
}
