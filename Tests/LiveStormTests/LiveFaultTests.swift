import Registration
import Simulation
import Testing

@testable import LiveStorm

@Suite struct LiveFaultTests {
    private static func scenario(_ faults: [StormFault] = []) -> StormScenario {
        var scenario = StormScenario()
        scenario.outageStart = .seconds(5)
        scenario.outageLength = .seconds(60)
        scenario.faults = faults
        return scenario
    }

    private static func played(_ scenario: StormScenario) -> [String] {
        LiveFault.all(of: scenario).map { "\($0.time / 1_000_000_000) \($0.controller) \($0.action)" }
    }

    @Test("A crash is a kill and a start; one that keeps its memory is a stop and a resumption")
    func crashes() {
        #expect(Self.played(Self.scenario()) == ["5 0 kill", "65 0 start"])
        var hung = Self.scenario()
        hung.outageKeepsMemory = true
        #expect(Self.played(hung) == ["5 0 stop", "65 0 resume"])
    }

    @Test("A controller that is lost for good is not started again")
    func lost() {
        var scenario = Self.scenario()
        scenario.outageLength = StormFault.forever
        #expect(Self.played(scenario) == ["5 0 kill"])
    }

    @Test("Absences that overlap are one, which forgets what any of them forgets")
    func overlap() {
        let hang = StormFault(.crash(keepsMemory: true), controller: 0, start: .seconds(50), length: .seconds(30))
        #expect(Self.played(Self.scenario([hang])) == ["5 0 kill", "80 0 start"])
    }

    @Test("Slow-downs that overlap multiply, and need not be over for the storm to end")
    func slowDowns() {
        let faults = [
            StormFault(.slowDown(factor: 0.5), controller: 0, start: .seconds(70), length: .seconds(20)),
            StormFault(.slowDown(factor: 0.5), controller: 0, start: .seconds(80), length: .seconds(20)),
        ]
        let all = LiveFault.all(of: Self.scenario(faults))
        #expect(all.map(\.action) == [.kill, .start, .setSpeed(0.5), .setSpeed(0.25), .setSpeed(0.5), .setSpeed(1)])
        #expect(all.map(\.mustBe) == [true, true, true, true, true, false])
    }

    @Test("A rolling restart kills one controller after the other")
    func rolling() {
        let faults = [1, 2].map {
            StormFault(
                .crash(keepsMemory: false), controller: $0, start: .seconds(Int64(100 * $0)), length: .seconds(60))
        }
        #expect(
            Self.played(Self.scenario(faults)) == [
                "5 0 kill", "65 0 start", "100 1 kill", "160 1 start", "200 2 kill", "260 2 start",
            ])
    }

    @Test(
        "What only a simulation can play is refused, and named",
        arguments: [
            (StormFault.Kind.wanFlap, "wanFlap"), (.clockStep(.seconds(1)), "clockStep"),
            (.keepAliveLoss(share: 0.5), "loss"), (.messageLoss(share: 0.5), "loss"),
        ])
    func refused(kind: StormFault.Kind, name: String) {
        let scenario = Self.scenario([StormFault(kind, controller: 0, start: .seconds(70), length: .seconds(1))])
        #expect(scenario.liveProblem()?.description.contains(name) == true)
        #expect(scenario.liveProblem()?.description.contains("on real sockets") == true)
    }
}
