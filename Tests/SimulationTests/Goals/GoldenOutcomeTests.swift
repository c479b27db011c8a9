import Foundation
import Measurement
import Registration
import Simulation
import Testing
import Workload

/// The same storm gives the same bytes in every build and on every machine: their fingerprints are kept here.
///
/// A change of the simulation, the device or a law may change them; then the new ones are put here, and the change says why.
@Suite struct GoldenOutcomeTests {
    /// What the result file of each law's storm hashes to.
    static let fingerprints: [StormLaw: String] = [
        .open: "1087a3a316a0adc7",
        .fixed60: "0ff9949f16a343d6",
        .retryAfter5: "72387e080bb519c7",
        .fullJitter: "0134f01b43f2bb80",
        .rfc5626: "16a2225ef6adb8d4",
        .threshold: "0ad9a3cfa4508f9c",
        .tokenBucket: "b79248c3b1e0701a",
        .aimd: "f6074035f7033e3f",
        .gradient: "63c2521cbdf1873c",
        .calendar: "dbb89115d4ad7132",
    ]

    @Test("The storm of each law is the one that was kept, to the byte", arguments: StormLaw.allCases)
    func golden(law: StormLaw) throws {
        var scenario = StormScenario()
        scenario.devices = 400
        scenario.serviceRatesPerSecond = [20]
        scenario.outageLength = .seconds(150)
        scenario.gatewayShare = 0.05
        scenario.network.loss = 0.002
        scenario.law = law
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try encoder.encode(try StormSimulation.run(scenario).result)
        #expect(Fingerprint.of(String(decoding: bytes, as: UTF8.self)) == Self.fingerprints[law])
    }
}
