import Registration
import TestSupport
import Testing

@testable import ControllerServer

@Suite struct DeviceIndexTests {
    private static let device = DeviceName(macAddress: 0x0123_4567_89AB)
    private static func exchange(_ number: Int) -> ExchangeID { ExchangeID(loop: 0, slot: number, generation: 1) }

    @Test("A newer exchange takes the older one's place and is told of it")
    func claim() {
        let index = DeviceIndex()
        #expect(index.claim(Self.device, by: Self.exchange(1)) == nil)
        #expect(index.claim(Self.device, by: Self.exchange(1)) == nil)
        #expect(index.claim(Self.device, by: Self.exchange(2)) == Self.exchange(1))
        #expect(index.owner(of: Self.device) == Self.exchange(2))
        #expect(index.count == 1)
    }

    @Test("Only the one that speaks for a device frees what is the device's")
    func release() {
        let index = DeviceIndex()
        _ = index.claim(Self.device, by: Self.exchange(1))
        _ = index.claim(Self.device, by: Self.exchange(2))
        var freed = 0
        #expect(!index.release(Self.device, by: Self.exchange(1)) { freed += 1 })
        #expect(freed == 0 && index.owner(of: Self.device) == Self.exchange(2))
        #expect(index.release(Self.device, by: Self.exchange(2)) { freed += 1 })
        #expect(!index.release(Self.device, by: Self.exchange(2)) { freed += 1 })
        #expect(freed == 1 && index.count == 0)
    }

    @Test("Whoever loses a device lost it to exactly one other")
    func contention() {
        let index = DeviceIndex()
        let tallies = runConcurrently(threads: 4) { thread in
            var (taken, lost) = (0, 0)
            for round in 0..<20_000 {
                let mine = ExchangeID(loop: thread, slot: round, generation: 1)
                if index.claim(Self.device, by: mine) != nil { taken += 1 }
                if !index.release(Self.device, by: mine) { lost += 1 }
            }
            return (taken: taken, lost: lost)
        }
        #expect(index.count == 0)
        #expect(tallies.reduce(0) { $0 + $1.taken } == tallies.reduce(0) { $0 + $1.lost })
    }
}
