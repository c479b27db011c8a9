import Testing

@testable import Measurement

@Suite("Preflight")
struct PreflightTests {
    @Test("On this machine every check says something, and advice exactly when not all is well")
    func thisMachine() {
        let checks = Preflight(clock: .calibrated(windowMilliseconds: 2), deviceCount: 1_000).checks()
        #expect(checks.count == 11)
        #expect(Set(checks.map(\.name)).count == checks.count)
        for check in checks {
            #expect(!check.value.isEmpty)
            #expect(check.advice.isEmpty == (check.status == .ok), "\(check)")
        }
    }

    @Test("A run that does not fit in memory fails, one that nearly fills it warns")
    func memory() {
        #expect(Preflight.memory(availableBytes: 1_000, neededBytes: 1_001).status == .failure)
        #expect(Preflight.memory(availableBytes: 1_000, neededBytes: 1_000).status == .warning)
        #expect(Preflight.memory(availableBytes: 1_000, neededBytes: 801).status == .warning)
        #expect(Preflight.memory(availableBytes: 1_000, neededBytes: 800).status == .ok)
        #expect(Preflight.memory(availableBytes: nil, neededBytes: 1).status == .warning)
    }

    @Test("The estimate grows with the devices and saturates")
    func estimate() {
        let clock = MonotonicClock.system()
        let one = Preflight(clock: clock, deviceCount: 1_000_000, bytesPerDevice: 320)
        #expect(one.neededBytes == 320_000_000 + Preflight.fixedByteCount)
        #expect(Preflight(clock: clock, deviceCount: .max).neededBytes == .max)
        #expect(Preflight(clock: clock, deviceCount: -1, bytesPerDevice: -1).neededBytes == Preflight.fixedByteCount)
    }

    @Test("Few file descriptors fail, a soft limit below the hard one warns")
    func fileDescriptors() {
        #expect(Preflight.fileDescriptors(soft: 255, hard: 255).status == .failure)
        #expect(Preflight.fileDescriptors(soft: 1_024, hard: 20_000).status == .warning)
        #expect(Preflight.fileDescriptors(soft: 1_024, hard: 1_024).status == .ok)
        #expect(Preflight.fileDescriptors(soft: 20_000, hard: .max).status == .ok)
    }

    @Test("One core, the slow clock and dear recording warn")
    func instruments() {
        #expect(Preflight.cores(1).status == .warning)
        #expect(Preflight.cores(2).status == .ok)
        #expect(Preflight.clockSource(.system).status == .warning)
        #expect(Preflight.clockSource(.timeStampCounter).status == .ok)
        #expect(Preflight.readingCost(9.97) == .ok("clock reading", "10.0 ns"))
        #expect(Preflight.readingCost(26).status == .warning)
        #expect(Preflight.recordingCost(40).status == .ok)
        #expect(Preflight.recordingCost(40.1).status == .warning)
        #expect(Preflight.readingCost(.nan).value == "? ns")
    }

    @Test("The machine's modes are read from the kernel's words")
    func modes() {
        #expect(Preflight.transparentHugePages("always [madvise] never") == .ok("transparent huge pages", "madvise"))
        #expect(Preflight.transparentHugePages("always madvise [never]").status == .warning)
        #expect(Preflight.transparentHugePages("nonsense").value == "unknown")
        #expect(Preflight.transparentHugePages(nil).value == "unknown")
        #expect(Preflight.governor("powersave").status == .warning)
        #expect(Preflight.governor("performance").status == .ok)
        #expect(Preflight.governor(nil).status == .ok)
        #expect(Preflight.load("0.49 0.1 0.1 1/2 3", cores: 2).status == .ok)
        #expect(Preflight.load("0.51 0.1 0.1 1/2 3", cores: 2).status == .warning)
        #expect(Preflight.load("x", cores: 2).value == "unknown")
        #expect(Preflight.allocator(isJemalloc: false).status == .warning)
        #expect(Preflight.hugePages(7).value == "7")
    }

    @Test("Two clock readings and a record cost more than one reading, and both something")
    func costs() {
        let clock = MonotonicClock.calibrated(windowMilliseconds: 4)
        let reading = InstrumentCost.clockReadingNanoseconds(clock)
        let recording = InstrumentCost.recordingNanoseconds(clock)
        #expect(reading > 0)
        #expect(recording > reading)
    }
}
