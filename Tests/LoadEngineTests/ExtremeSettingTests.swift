import Measurement
import Registration
import Testing
import Workload

@testable import LoadEngine

/// Whatever value a parameter takes, a run with it comes to an end with its books in order.
@Suite struct ExtremeSettingTests {
    /// At and beyond the ends of what parameters take; each takes those that it allows.
    static let values = [
        "0", "1", "2", "1e-300", "1e-9", "0.999999", "15", "86400", "1000000", "1e300", "9223372036854775807", "true",
        "false", "refused", "ignored",
    ]

    private static func small() throws -> RunSettings {
        let mix = try Mix([
            .tokenCycle: 0.4, .initial: 0.2, .priority: 0.1, .missingToken: 0.1, .forgedToken: 0.1, .reusedToken: 0.1,
        ])
        var settings = try Runs.saturating(200, mix: mix)
        settings.drain = .milliseconds(10)
        settings.silence = .milliseconds(1)
        return settings
    }

    @Test("A parameter at the ends of its range breaks nothing", arguments: ParameterSetting.names)
    func extremes(name: String) throws {
        var taken = 0
        for value in Self.values {
            var settings = try Self.small()
            guard (try? ParameterSetting.apply(name, value, to: &settings)) != nil else { continue }
            // The laws in turn.
            settings.law = AdmissionLaw.allCases[taken % AdmissionLaw.allCases.count]
            taken += 1
            // A time to drain of a day is taken, but not waited for.
            settings.drain = min(settings.drain, .milliseconds(10))
            let result = Runs.result(try Runs.execute(settings))
            #expect(result.brokenInvariants == [], "\(name) = \(value), \(settings.law)")
        }
        #expect(taken >= 2, "too few of the values were taken")
    }

    /// Settings each of which is allowed and which contradict each other.
    static let contradictions: [[(String, String)]] = [
        [("retryMinSeconds", "10"), ("retryMaxSeconds", "0.001")],
        [("retryGranularitySeconds", "86400"), ("retryMaxSeconds", "1")],
        [("queueDepthHigh", "1"), ("queueDepthLow", "1000")],
        [("processorLoadHigh", "0.01"), ("processorLoadLow", "1")],
        [("serviceRatePerSecond", "1e-9"), ("plannedUtilisation", "1e-9"), ("retryMaxSeconds", "86400")],
        [("tokenSlots", "1"), ("tableCapacity", "1"), ("queueCapacity", "2")],
        [("answersDenials", "false"), ("silenceSeconds", "0"), ("tokenQueueDepthMax", "0")],
    ]

    @Test("Parameters that contradict each other break nothing", arguments: contradictions, AdmissionLaw.allCases)
    func contradiction(pairs: [(String, String)], law: AdmissionLaw) throws {
        var settings = try Self.small()
        settings.law = law
        for (name, value) in pairs { try ParameterSetting.apply(name, value, to: &settings) }
        let result = Runs.result(try Runs.execute(settings))
        #expect(result.brokenInvariants == [], "\(pairs), \(law)")
    }
}
