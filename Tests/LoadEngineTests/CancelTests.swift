import Dispatch
import Measurement
import Registration
import Testing

@testable import LoadEngine

/// Ends of a run other than its plan's. Devices wait for a minute: ends within seconds are not theirs, and leave time for a
/// worker to begin while other tests keep the processors busy.
@Suite struct CancelTests {
    /// Devices that are granted a token, denied the registration and told to wait for a minute.
    private static func waiting() throws -> RunSettings {
        var settings = try Runs.saturating(500)
        settings.parameters.tokenCriteria.queueDepthMax = 0
        settings.parameters.retryMin = .seconds(60)
        return settings
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = Runs.clock.nanoseconds()
        try body()
        return Double(Runs.clock.nanoseconds() - start) / 1e9
    }

    @Test("A run whose devices all wait ends soon after it is cancelled")
    func cancelledWhileWaiting() throws {
        let control = RunControl()
        let settings = try Self.waiting()
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { control.cancel() }
        let elapsed = try Self.seconds {
            let outcome = try Runs.execute(settings, control: control)
            #expect(outcome.isInterrupted)
            let result = Runs.result(outcome)
            #expect(!result.verdict.valid && result.verdict.reasons.joined().contains("interrupted"))
            // How many had come by then depends on what else this process runs.
            #expect(result.counters["generator.waiting"] == result.counters["generator.arrivals"])
            #expect(result.counters["registered"] == 0)
            #expect(result.brokenInvariants == [])
        }
        #expect((0.1...4).contains(elapsed))
    }

    @Test("A run that is cancelled before it begins sends nothing")
    func cancelledBefore() throws {
        let control = RunControl()
        control.cancel()
        let outcome = try Runs.execute(Runs.saturating(500), control: control)
        #expect(outcome.isInterrupted && control.isCancelled)
        #expect(Runs.result(outcome).counters["generator.arrivals"] == 0)
    }

    @Test("The limit to drain ends a run whose devices wait longer, as invalid but not as interrupted")
    func drain() throws {
        var settings = try Self.waiting()
        settings.drain = .milliseconds(100)
        let elapsed = try Self.seconds {
            let outcome = try Runs.execute(settings)
            #expect(!outcome.isInterrupted)
            let result = Runs.result(outcome)
            #expect(!result.verdict.valid && result.verdict.reasons.joined().contains("500 devices still waited"))
            #expect(result.counters["denied.load"] == 500)
        }
        #expect((0.1...4).contains(elapsed))
    }
}
