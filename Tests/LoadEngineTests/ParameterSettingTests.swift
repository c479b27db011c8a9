import Registration
import Testing

@testable import LoadEngine

@Suite struct ParameterSettingTests {
    @Test("Every parameter takes some value and refuses nonsense", arguments: ParameterSetting.names)
    func everyName(name: String) throws {
        var settings = try Runs.saturating(1)
        let values = ["0.5", "2", "true", "demoted", "0.002"]
        let taken = values.contains { (try? ParameterSetting.apply(name, $0, to: &settings)) != nil }
        #expect(taken)
        #expect(throws: ParameterSetting.Problem.self) {
            try ParameterSetting.apply(name, "nonsense of many words", to: &settings)
        }
    }

    @Test("Each parameter changes something of its own")
    func distinct() throws {
        let before = try Runs.saturating(1)
        var namesByChange: [String: String] = [:]
        for name in ParameterSetting.names {
            let changed = ["0.25", "7", "true", "false", "refused", "0.003"].lazy.compactMap { value -> String? in
                var settings = before
                try? ParameterSetting.apply(name, value, to: &settings)
                let text = String(describing: settings)
                return text == String(describing: before) ? nil : text
            }.first
            let text = try #require(changed, "no value changes anything by the name \(name)")
            #expect(namesByChange[text] == nil, "\(name) does what \(namesByChange[text] ?? "") does")
            namesByChange[text] = name
        }
    }

    @Test("A setting that is refused changes nothing and says what is allowed")
    func refused() throws {
        var settings = try Runs.saturating(1)
        let before = String(describing: settings)
        #expect(throws: ParameterSetting.Problem.badValue(allowed: "a whole number from 2 to 67108864")) {
            try ParameterSetting.apply("queueCapacity", "1.5", to: &settings)
        }
        #expect(throws: ParameterSetting.Problem.badValue(allowed: "refused, ignored, demoted")) {
            try ParameterSetting.apply("invalidTokens", "Refused", to: &settings)
        }
        #expect(String(describing: settings) == before)
    }

    @Test("A setting arrives where it belongs")
    func values() throws {
        var settings = try Runs.saturating(1)
        try ParameterSetting.apply("tokenTimeoutSeconds", "2.5", to: &settings)
        try ParameterSetting.apply("invalidTokens", "refused", to: &settings)
        try ParameterSetting.apply("queueCapacity", "64", to: &settings)
        #expect(settings.parameters.tokenTimeout == .preset(.milliseconds(2_500)))
        #expect(settings.parameters.invalidTokens == .refused)
        #expect(settings.queueCapacity == 64)
    }

    @Test(
        "Values out of range are refused",
        arguments: [
            ("queueCapacity", "1"), ("denialsUntilPriority", "16"), ("plannedUtilisation", "0"),
            ("plannedUtilisation", "1.5"),
            ("retryMaxSeconds", "-1"), ("serviceRatePerSecond", "0"), ("serviceRatePerSecond", "nan"),
        ])
    func range(name: String, value: String) throws {
        var settings = try Runs.saturating(1)
        #expect(throws: ParameterSetting.Problem.self) { try ParameterSetting.apply(name, value, to: &settings) }
    }

    @Test("A name that is no parameter is said to be unknown")
    func unknown() throws {
        var settings = try Runs.saturating(1)
        #expect(throws: ParameterSetting.Problem.unknownName) {
            try ParameterSetting.apply("tokenTimeout", "1", to: &settings)
        }
    }
}
