internal import Foundation
internal import Measurement

/// Registered phones ping while others ask for tokens, at ten times the rate at which they can be served, whatever they are told.
struct StormPart {
    let devices: Int
    let seconds: Int
    let controller: String
    let clock: MonotonicClock

    /// Seconds between two pings of a phone; phones take 30, here each pings several times in the storm.
    private static var pingInterval: Double { 10 }
    /// The longest that a token's answer may take for 99 of 100, in milliseconds.
    private static var tokenMillisecondsMax: Double { 5 }

    /// Plays it.
    func play(_ verdicts: inout Verdicts) throws {
        let homeCount = devices * 2 / 3
        let home = 0..<homeCount
        let storming = homeCount..<devices
        // So many that the storm lasts as long as it is to.
        let rate = max(storming.count / seconds, 1)
        verdicts.begin(
            "storm: \(homeCount) phones ping, \(storming.count) ask for tokens \(10 * rate) times a second; \(rate) a second are served"
        )
        let server = try ControllerProcess.forPhones(controller)
        defer { server.end() }
        let fleet = try PhoneFleet(clock: clock)
        defer { fleet.end() }
        try fleet.connect(homeCount, port: server.sccpPort)
        try fleet.register(home)
        try server.setServiceRateMax(rate)
        // A connection may say nothing for some seconds only.
        try fleet.connect(storming.count, port: server.sccpPort)
        try fleet.every(Self.pingInterval, home) { phone in
            phone.ping()
            return true
        }
        sleep(1)
        try fleet.figures { $0.beginPhase() }
        let registeredBefore = try fleet.figures { $0.registered }
        let processorBefore = server.processorSeconds
        // Ten times the rate, as long as there are phones that may ask: who has come home, or waits in the queue, does not.
        try fleet.every(Double(storming.count) / Double(10 * rate), storming) { $0.requestToken() }
        sleep(UInt32(seconds))
        try fleet.stopRepeating()
        usleep(500_000)
        let asked = try fleet.figures { $0.tokensAsked }
        let granted = try fleet.figures { $0.tokensGranted }
        verdicts.note("token requests", Double(asked), "")
        verdicts.note("tokens granted", Double(granted), "")
        verdicts.note("registered in the storm", Double(try fleet.figures { $0.registered } - registeredBefore), "")
        verdicts.note("use of a processor", (server.processorSeconds - processorBefore) / Double(seconds), "cores")
        verdicts.note("token answered, p50", try fleet.figures { $0.tokenMilliseconds(50) }, "ms")
        verdicts.judge(
            "token answered, p99", try fleet.figures { $0.tokenMilliseconds(99) }, "ms",
            atMost: Self.tokenMillisecondsMax)
        verdicts.note("pings", Double(try fleet.figures { $0.pingsSent }), "")
        verdicts.note("ping answered, p99", try fleet.figures { $0.pingMilliseconds(99) }, "ms")
        verdicts.note("ping answered, the longest", try fleet.figures { $0.pingMilliseconds(100) }, "ms")
        let missing = try fleet.figures { $0.pingsSent - $0.pingsAnswered + $0.pingsLate }
        verdicts.judge("pings not answered in time", Double(missing), "", atMost: 0)
        verdicts.judge("connections lost", Double(try fleet.figures { $0.closed }), "", atMost: 0)
    }
}
