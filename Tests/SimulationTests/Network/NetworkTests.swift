import Registration
import Testing

@testable import Simulation

@Suite struct NetworkTests {
    private static func fates(_ settings: NetworkSettings, seed: UInt64 = 1) -> [Network.Fate] {
        let network = Network(settings, seed: seed)
        return (0..<20_000).map { device in
            network.fate(
                of: Network.Identity(device: device, isToDevice: false, message: 1, copy: 0, controller: 2),
                sentAt: 1_000)
        }
    }

    @Test("Latency lies within its bounds and uses all of them")
    func latency() {
        let latencies = Self.fates(NetworkSettings()).map { $0.arrival - 1_000 }
        #expect(latencies.allSatisfy { $0 >= 5_000_000 && $0 < 10_000_000 })
        #expect((latencies.min() ?? 0) < 5_010_000 && (latencies.max() ?? 0) > 9_990_000)
    }

    @Test("The shares of lost and doubled messages are those asked for")
    func shares() {
        var settings = NetworkSettings()
        settings.duplication = 0.25
        let network = Network(settings, seed: 1)
        let fates = Self.fates(settings)
        #expect(abs(fates.count { $0.doubleArrival != nil } - 5_000) < 250)
        #expect(abs(fates.count { network.isLost($0, share: 0.1) } - 2_000) < 200)
        #expect(fates.allSatisfy { !network.isLost($0, share: 0) && network.isLost($0, share: 1) })
    }

    @Test("A message's fate depends on the seed and on what and when it is, and on nothing else")
    func pure() {
        let first = Self.fates(NetworkSettings()).map(\.arrival)
        let isRepeated = first == Self.fates(NetworkSettings()).map(\.arrival)
        let isAnother = first != Self.fates(NetworkSettings(), seed: 2).map(\.arrival)
        #expect(isRepeated && isAnother)
    }
}
