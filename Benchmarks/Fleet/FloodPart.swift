internal import Foundation
internal import Measurement

/// REGISTERs of ever new SIP devices, none of which comes back as it is told, at ten times the rate that can be served.
struct FloodPart {
    /// The controller's law of admission, by its name in configurations.
    let law: String
    let rate: Int
    let seconds: Int
    let controller: String
    let clock: MonotonicClock

    /// The least goodput, as a share of the best second.
    private static var goodputMin: Double { 0.95 }
    /// The controller measures its rate first.
    private static var secondsUntilSteady: Int { 2 }
    /// The longest until a device registers as before, in seconds.
    private static var recoverySecondsMax: Double { 5 }
    /// Exchanges that the controller may have.
    private static var exchangeCapacity: Int { 16_384 }
    /// What one registered SIP device, and one that waits, may take: binding, contact, indices; exchange, answer, path.
    private static var bindingByteCountMax: Int { 768 }
    private static var exchangeByteCountMax: Int { 4_096 }
    /// What sockets, buffers of event loops and the allocator's slack may take.
    private static var slackByteCount: Int { 32 << 20 }

    /// Plays it.
    func play(_ verdicts: inout Verdicts) throws {
        verdicts.begin(
            "flood under \(law): \(10 * rate) REGISTERs a second for \(seconds) s; \(rate) a second are served")
        let deviceCapacity = 2 * rate * (seconds + 20)
        let server = try ControllerProcess(
            controller,
            configuration: """
                listen: { sccp: "off", sip: "127.0.0.1:0", admin: "127.0.0.1:0" }
                law: \(law)
                capacity: { devices: \(deviceCapacity), exchanges: \(Self.exchangeCapacity) }
                serviceRatePerSecondMax: \(rate)
                parameters: { serviceRatePerSecond: \(rate) }
                """)
        defer { server.end() }
        let source = try FloodSource(port: server.sipPort, clock: clock)
        defer { source.end() }
        guard let calm = source.registrationMilliseconds(attempts: 20) else {
            throw ControllerProcess.Failure(
                description: "a quiet controller registers nobody within ten seconds; \(source.refusalSummary)")
        }
        let before = server.residentBytes
        var goodput: [Double] = []
        var most = before
        let processorBefore = server.processorSeconds
        source.begin(ratePerSecond: 10 * rate)
        for _ in 0..<seconds {
            let counted = source.acknowledged
            let began = clock.nanoseconds()
            usleep(1_000_000)
            goodput.append(Double(source.acknowledged - counted) / (Double(clock.nanoseconds() - began) / 1e9))
            most = max(most, server.residentBytes)
        }
        let sent = source.sent
        source.stop()
        let stopped = clock.nanoseconds()
        let processor = (server.processorSeconds - processorBefore) / Double(seconds)
        var recovery = Double.infinity
        while clock.nanoseconds() - stopped < 20_000_000_000 {
            // A newcomer each time: who was denied at the end of the flood has a time of its own, and is right to wait for it.
            guard let took = source.registrationMilliseconds(attempts: 1) else { continue }
            if took <= max(10 * calm, 100) {
                recovery = (Double(clock.nanoseconds() - stopped) / 1e9) - took / 1e3
                break
            }
        }
        let steady = goodput.dropFirst(Self.secondsUntilSteady)
        let best = steady.max() ?? 0
        let mean = steady.reduce(0, +) / Double(max(steady.count, 1))
        verdicts.note("REGISTERs sent a second", Double(sent) / Double(seconds), "")
        verdicts.note("registered a second, all of the flood", goodput.reduce(0, +) / Double(seconds), "")
        verdicts.note("registered a second from second \(Self.secondsUntilSteady) on", mean, "")
        verdicts.note("registered a second, best", best, "")
        verdicts.note("use of processors", processor, "cores")
        verdicts.judge(
            "goodput as a share of the best second", best > 0 ? mean / best : 0, "", atLeast: Self.goodputMin)
        let bound =
            Self.bindingByteCountMax * Int(Double(seconds) * mean) + Self.exchangeByteCountMax * Self.exchangeCapacity
            + Self.slackByteCount
        verdicts.judge(
            "memory grew by", Double(most - before) / 1e6, "MB", atMost: Double(bound) / 1e6)
        verdicts.note("a registration before the flood took", calm, "ms")
        verdicts.judge("a registration takes as long as before, after", recovery, "s", atMost: Self.recoverySecondsMax)
    }
}
