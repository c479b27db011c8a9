import Registration
import Testing

@testable import LoadEngine

/// What a result tells of how its run was set up.
@Suite("The names of a run's settings")
struct SettingNamesTests {
    private static let registrar = LoadRun.Target("sip://127.0.0.1:5060")

    @Test("The core has a law and a discipline, and nothing else where all is as by default")
    func defaults() throws {
        var settings = try Runs.saturating(1)
        #expect(settings.named(for: .core) == ["law": "calendar", "discipline": "edf"])
        settings.law = .threshold
        #expect(settings.named(for: .core)["law"] == "threshold")
    }

    @Test("A registrar has a law of its own, and the null target none")
    func others() throws {
        let settings = try Runs.saturating(1)
        #expect(settings.named(for: .null) == [:])
        #expect(settings.named(for: try #require(Self.registrar)) == [:])
    }

    @Test("However a value was written, it is named alike")
    func canonical() throws {
        let named = try ["200000", "2e5", "200000.0"].map { text in
            var settings = try Runs.saturating(1)
            try ParameterSetting.apply("serviceRatePerSecond", text, to: &settings)
            return settings.named(for: .core)["serviceRatePerSecond"]
        }
        #expect(named == ["200000", "200000", "200000"])
    }

    @Test(
        "Every parameter that is set is named for the target it is about, and sets the same again",
        arguments: ParameterSetting.names)
    func everyParameter(name: String) throws {
        let before = try Runs.saturating(1)
        let targets = [LoadRun.Target.core, try #require(Self.registrar)]
        var isNamed = false
        for value in ["0.25", "7", "true", "false", "refused", "0.003", "SEP001122334455"] {
            var settings = before
            try? ParameterSetting.apply(name, value, to: &settings)
            guard String(describing: settings) != String(describing: before) else { continue }
            for target in targets {
                guard let text = settings.named(for: target)[name] else { continue }
                isNamed = true
                var again = before
                try ParameterSetting.apply(name, text, to: &again)
                #expect(String(describing: again) == String(describing: settings))
            }
        }
        #expect(isNamed)
    }

    @Test("A parameter that says nothing of the target is not named")
    func scope() throws {
        var settings = try Runs.saturating(1)
        try ParameterSetting.apply("queueCapacity", "64", to: &settings)
        try ParameterSetting.apply("inFlightMax", "64", to: &settings)
        #expect(settings.named(for: .core)["inFlightMax"] == nil && settings.named(for: .core)["queueCapacity"] == "64")
        #expect(settings.named(for: try #require(Self.registrar)) == ["inFlightMax": "64"])
    }

    @Test("A password is told to nobody")
    func password() throws {
        var settings = try Runs.saturating(1)
        settings.registrar.password = "a secret of one's own"
        #expect(settings.named(for: try #require(Self.registrar)) == [:])
    }
}
