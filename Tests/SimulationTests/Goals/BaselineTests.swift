import Registration
import Simulation
import Testing

/// The laws side by side on one seed: what each is bad at shows.
@Suite struct BaselineTests {
    /// A storm of 2,400 devices that takes 100 s at best, longer than a queued device is patient; each law plays it once.
    private static let outcomes: [StormLaw: Result<StormOutcome, any Error>] = {
        var outcomes: [StormLaw: Result<StormOutcome, any Error>] = [:]
        for law in StormLaw.allCases where law.isBaseline || law == .calendar {
            var scenario = StormScenario()
            scenario.devices = 2_400
            scenario.serviceRatesPerSecond = [24, 200]
            scenario.outageLength = .seconds(150)
            scenario.law = law
            outcomes[law] = Result { try StormSimulation.run(scenario) }
        }
        return outcomes
    }()

    private static func outcome(_ law: StormLaw) throws -> StormOutcome {
        try #require(outcomes[law]).get()
    }

    @Test("Without control devices give up in the queue, and the server works for nobody")
    func open() throws {
        let outcome = try Self.outcome(.open)
        #expect(outcome.secondFailovers > 1_000 && outcome.wastedRegistrations > 1_000)
        #expect((outcome.t100OverBound ?? .infinity) > 1.5)
        #expect(outcome.denials == 0)
    }

    @Test("A constant minute brings the herd back as a herd: the server idles in between")
    func fixed60() throws {
        let outcome = try Self.outcome(.fixed60)
        #expect((outcome.t100OverBound ?? .infinity) > 1.2)
        #expect((outcome.utilisation ?? 1) < 0.9)
    }

    @Test("Five seconds keep the server busy, and cost several times the requests")
    func retryAfter5() throws {
        let outcome = try Self.outcome(.retryAfter5)
        #expect(outcome.tokenRequestsPerDevice > 4)
    }

    @Test("Jitter and RFC 5626 idle at the end", arguments: [StormLaw.fullJitter, .rfc5626])
    func randomised(law: StormLaw) throws {
        #expect((try Self.outcome(law).t100OverBound ?? .infinity) > 1.2)
    }

    @Test("The calendar needs the least time, the fewest requests, and leaves devices at their backups meanwhile")
    func calendar() throws {
        let calendar = try Self.outcome(.calendar)
        #expect((calendar.t100OverBound ?? .infinity) <= 1.05 && calendar.tokenRequestsPerDevice <= 2.1)
        for law in StormLaw.allCases where law.isBaseline {
            let other = try Self.outcome(law)
            #expect(other.t100 ?? .infinity >= calendar.t100 ?? .infinity, "\(law)")
        }
        let open = try Self.outcome(.open)
        #expect(
            calendar.withoutServiceSinceReturnSeconds.total < open.withoutServiceSinceReturnSeconds.total / 10)
    }
}
