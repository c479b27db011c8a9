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
        .open: "10ce101c4c047215",
        .fixed60: "5d8bba7027bb58ac",
        .retryAfter5: "f3201d2cbce454e9",
        .fullJitter: "036cb9a057e43786",
        .rfc5626: "75355a3cff5b68ba",
        .threshold: "7af2e4e214516796",
        .tokenBucket: "c11896886fb51440",
        .aimd: "2f2e029875e0e63d",
        .gradient: "8079292a56545482",
        .calendar: "699fd1c05ff43040",
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
