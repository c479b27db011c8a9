import Testing

@testable import Measurement

@Suite("MonotonicClock")
struct MonotonicClockTests {
    @Test("Readings start near zero, are never negative and advance", arguments: [true, false])
    func advances(calibrated: Bool) {
        let clock = calibrated ? MonotonicClock.calibrated(windowMilliseconds: 4) : .system()
        let first = clock.nanoseconds()
        #expect(first >= 0)
        #expect(first < 5_000_000_000)
        SystemClock.sleep(nanoseconds: 2_000_000)
        #expect(clock.nanoseconds() >= first + 1_900_000)
    }

    @Test("Readings on one thread do not go backwards beyond the reordering of a reading")
    func monotonic() {
        let clock = MonotonicClock.calibrated(windowMilliseconds: 4)
        var last = clock.nanoseconds()
        for _ in 0..<100_000 {
            let now = clock.nanoseconds()
            #expect(now >= last - 50)
            last = now
        }
    }

    @Test("The calibrated clock keeps pace with the system clock to a part in a thousand")
    func pace() {
        let clock = MonotonicClock.calibrated()
        let (before, systemBefore) = (clock.nanoseconds(), SystemClock.nanoseconds())
        SystemClock.sleep(nanoseconds: 100_000_000)
        let (after, systemAfter) = (clock.nanoseconds(), SystemClock.nanoseconds())
        let difference = abs((after - before) - (systemAfter - systemBefore))
        // The two readings of a pair may be torn apart by the scheduler: allow for one time slice.
        #expect(difference < 100_000 + 5_000_000)
    }

    @Test("The clock on the system's source says so")
    func labels() {
        #expect(MonotonicClock.system().source == .system)
        #expect(ClockSource.system.label == "clock_gettime")
        #expect(ClockSource.timeStampCounter.label == "tsc")
    }

    @Test("A copy agrees with the original")
    func copies() {
        let clock = MonotonicClock.system()
        let copy = clock
        let (a, b, c) = (clock.nanoseconds(), copy.nanoseconds(), clock.nanoseconds())
        #expect(a <= b && b <= c)
    }
}
