import LockFree
import Synchronization
import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

/// Look-ups without locks, while rows change under them.
@Suite struct LookupRaceTests {
    private typealias Core = Controller<OpenPolicy, StrictPriority>

    /// An address whose parts all say the same number.
    private static func address(_ number: UInt64) -> InternalAddress {
        InternalAddress(ipv6High: number, low: ~number, port: UInt16(truncatingIfNeeded: number))
    }

    /// Whether all parts of `entry` are of one registration of its device.
    private static func isWhole(_ entry: RegistrationTable.Entry) -> Bool {
        entry.address == address(entry.address.high)
    }

    @Test("The check finds an entry that is put together from two registrations")
    func checkFindsTornEntries() throws {
        func entry(high: UInt64, low: UInt64, port: UInt64) -> RegistrationTable.Entry {
            RegistrationTable.Entry(
                RegistrationRow(
                    name: .numbered(1),
                    address: InternalAddress(ipv6High: high, low: ~low, port: UInt16(truncatingIfNeeded: port)),
                    deviceClass: .phone))
        }
        #expect(Self.isWhole(entry(high: 7, low: 7, port: 7)))
        for torn in [
            entry(high: 8, low: 7, port: 7), entry(high: 7, low: 8, port: 7), entry(high: 7, low: 7, port: 8),
        ] {
            #expect(!Self.isWhole(torn))
        }
    }

    @Test("An entry is never put together from two registrations, nor another device's, while devices come, move and go")
    func entriesAreWhole() throws {
        // Few homes, so that rows overflow into one another's way.
        let deviceCount = 24
        var configuration = ControllerConfiguration(devices: deviceCount, laneCount: 2, hashSeed: 3)
        configuration.plan.linesPerPhone = 1
        let core = try Core(configuration, discipline: StrictPriority())
        let rounds = 30_000 * StressVolume.current.factor
        let writersLeft = Atomic<Int>(2)
        let outcomes = runConcurrently(threads: 4) { thread -> (found: Int, torn: Int, foreign: Int) in
            var random = TestSeed.current.generator(thread)
            var outcome = (found: 0, torn: 0, foreign: 0)
            if thread < 2 {
                var lane = core.makeLane(seed: (1, 2, 3, UInt64(thread)))
                var sink = RecordingSink()
                for round in 1...rounds {
                    // Each writer has devices of its own.
                    let device = DeviceName.numbered(Int.random(in: 0..<deviceCount / 2, using: &random) * 2 + thread)
                    if random.oneIn(4) {
                        _ = core.unregister(device, on: &lane)
                        continue
                    }
                    let number = UInt64(round)
                    let now = Instant(nanoseconds: Int64(round))
                    let request = RegistrationRequest(device: device, address: Self.address(number), kind: .initial)
                    _ = core.register(request, at: now, on: &lane)
                    while case .queued = core.table.progress(of: device) {
                        _ = core.serve(upTo: 1, at: now, on: &lane, sink: &sink)
                    }
                    sink = RecordingSink()
                }
                writersLeft.subtract(1, ordering: .relaxed)
                return outcome
            }
            while writersLeft.load(ordering: .relaxed) > 0 {
                let device = DeviceName.numbered(Int.random(in: 0..<deviceCount, using: &random))
                guard let entry = core.table.entry(of: device) else { continue }
                outcome.found += 1
                if entry.device != device { outcome.foreign += 1 }
                if !Self.isWhole(entry) { outcome.torn += 1 }
                guard let called = core.table.entry(calledBy: entry.lines.first) else { continue }
                if !Self.isWhole(called) { outcome.torn += 1 }
                if called.lines.first != entry.lines.first { outcome.foreign += 1 }
            }
            return outcome
        }
        #expect(outcomes.allSatisfy { $0.torn == 0 && $0.foreign == 0 }, "\(TestSeed.current) \(outcomes)")
        #expect(outcomes.contains { $0.found > 0 }, "\(TestSeed.current)")
        let isConsistent = core.table.invariantsHold()
        #expect(isConsistent)
    }
}
