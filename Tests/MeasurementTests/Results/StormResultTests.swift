import Foundation
import Measurement
import Testing

/// The part of the result file that tells of storms: its keys, its bytes, and what it may not say.
@Suite struct StormResultTests {
    private func bytes(_ result: RunResult) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(result)
    }

    private func object(_ result: RunResult) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: bytes(result)) as? [String: Any])
    }

    @Test("The keys are those of the contract, all of them, whatever is unknown")
    func keys() throws {
        var result = soundStormResult()
        result.storms = [
            StormResult(law: "open", devices: 10, rehomingDevices: 10, serviceRatePerSecond: 0, recovery: .never)
        ]
        let file = try object(result)
        #expect(
            Set(file.keys) == ["schema", "tool", "machine", "plan", "verdict", "invariants", "storms"])
        let storm = try #require((file["storms"] as? [[String: Any]])?.first)
        #expect(
            Set(storm.keys) == [
                "law", "devices", "rehomingDevices", "serviceRatePerSecond", "boundSeconds", "t50", "t90", "t99",
                "t100",
                "t100OverBound", "tokenRequestsPerDevice", "messagesPerRegistration", "denialsPerDeviceMax",
                "utilisation", "goodputRatio", "wastedRegistrations", "secondFailovers", "keepAliveMisses",
                "neverRegistered", "withoutServiceSeconds", "queueWaitSeconds", "promiseErrorSeconds", "jainIndex",
                "recovery", "curve", "played",
            ])
        for key in ["t50", "t90", "t99", "t100", "t100OverBound", "boundSeconds", "utilisation"] {
            #expect(storm[key] is NSNull, "\(key)")
        }
        #expect(storm["recovery"] as? String == "never")
        #expect(result.validate() == [])
    }

    @Test("What is written is read back the same, in the same bytes")
    func roundTrip() throws {
        let result = soundStormResult()
        let written = try bytes(result)
        let read = try JSONDecoder().decode(RunResult.self, from: written)
        #expect(read == result)
        #expect(try bytes(read) == written)
    }

    @Test("A run has no key for storms")
    func runWithoutStorms() throws {
        #expect(try object(soundResult())["storms"] == nil)
        #expect(try object(soundResult())["latency"] != nil)
    }

    @Test("A recovery that is none, or a negative count, is not read")
    func malformed() throws {
        let text = String(decoding: try bytes(soundStormResult()), as: UTF8.self)
        for (from, to) in [("\"recovered\"", "\"fine\""), ("\"wastedRegistrations\":0", "\"wastedRegistrations\":-1")] {
            let changed = text.replacing(from, with: to)
            #expect(changed != text)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(RunResult.self, from: Data(changed.utf8))
            }
        }
    }

    /// The paths that a sound result of storms violates after a change to its first storm.
    private func paths(_ change: (inout StormResult) -> Void) -> [String] {
        var result = soundStormResult()
        change(&result.storms[0])
        return result.validate().map(\.path)
    }

    @Test("A sound result of storms breaks nothing") func sound() {
        #expect(soundStormResult().validate() == [])
    }

    @Test("A storm that did not end well and says so breaks nothing")
    func honest() {
        #expect(
            paths {
                ($0.t99, $0.t100, $0.t100OverBound) = (nil, nil, nil)
                $0.neverRegistered = 9
                $0.recovery = .metastable
            } == [])
    }

    @Test("Planted contradictions are found, each at its key")
    func planted() {
        let law = "storms.calendar"
        #expect(paths { $0.law = "" } == ["storms.0.law"])
        #expect(paths { $0.law = "open" } == ["storms.open.law"])
        #expect(paths { $0.rehomingDevices = 1_001 } == ["\(law).rehomingDevices"])
        #expect(paths { $0.t90 = 44 } == ["\(law).t90"])
        #expect(paths { $0.t90 = nil } == ["\(law).t99", "\(law).t100"])
        #expect(paths { $0.t50 = -1 } == ["\(law).t50"])
        #expect(paths { $0.t100OverBound = 1 } == ["\(law).t100OverBound"])
        #expect(paths { $0.t100OverBound = nil } == ["\(law).t100OverBound"])
        #expect(paths { $0.boundSeconds = nil } == ["\(law).t100OverBound"])
        #expect(paths { $0.utilisation = 1.01 } == ["\(law).utilisation"])
        #expect(paths { $0.goodputRatio = .nan }.first == "\(law).goodputRatio")
        #expect(paths { $0.neverRegistered = 1 } == ["\(law).t100"])
        #expect(paths { $0.neverRegistered = 901 } == ["\(law).neverRegistered", "\(law).t100"])
        #expect(
            paths {
                ($0.t100, $0.t100OverBound) = (nil, nil)
                $0.neverRegistered = 1
            } == ["\(law).recovery"])
        #expect(paths { $0.withoutServiceSeconds.p99 = 13 } == ["\(law).withoutServiceSeconds.max"])
        #expect(paths { $0.withoutServiceSeconds.total = 11 } == ["\(law).withoutServiceSeconds.total"])
        #expect(paths { $0.queueWaitSeconds["token"]?.p99 = 0.1 } == ["\(law).queueWaitSeconds.token.p99"])
        #expect(paths { $0.promiseErrorSeconds.p50 = nil } == ["\(law).promiseErrorSeconds.p99"])
        #expect(paths { $0.curve[1].seconds = 0 } == ["\(law).curve.1.seconds"])
        #expect(paths { $0.curve[1].registered = 1_001 } == ["\(law).curve.1.registered"])
    }

    @Test("A result is of storms or of a run, not of both")
    func mixed() {
        var result = soundResult()
        result.storms = [soundStorm()]
        #expect(result.validate().map(\.path) == ["storms"])
        var without = soundStormResult()
        without.invariants = []
        without.verdict = Verdict(valid: false)
        #expect(without.validate().map(\.path) == ["verdict.reasons", "invariants"])
    }
}
