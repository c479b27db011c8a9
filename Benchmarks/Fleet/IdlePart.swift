internal import Foundation
internal import Measurement

/// Phones that connect, register, and say nothing: what each costs the controller.
struct IdlePart {
    let devices: Int
    let controller: String
    let clock: MonotonicClock

    /// The most memory for an idle device, in bytes.
    private static var byteCountMax: Double { 8_192 }

    /// Plays it.
    func play(_ verdicts: inout Verdicts) throws {
        verdicts.begin("idle: \(devices) phones connect and register")
        let server = try ControllerProcess.forPhones(controller)
        defer { server.end() }
        let before = server.residentBytes
        let fleet = try PhoneFleet(clock: clock)
        defer { fleet.end() }
        let start = clock.nanoseconds()
        try fleet.connect(devices, port: server.sccpPort)
        let connected = clock.nanoseconds()
        try fleet.register(0..<devices)
        let registered = clock.nanoseconds()
        sleep(3)  // buffers go back
        verdicts.note("connecting all took", Double(connected - start) / 1e9, "s")
        verdicts.note("registering all took, 14 questions each", Double(registered - connected) / 1e9, "s")
        verdicts.note(
            "processor time for a device, user and system", server.processorSeconds / Double(devices) * 1e6, "us")
        let bytes = Double(server.residentBytes - before) / Double(devices)
        verdicts.judge("memory of an idle device", bytes, "bytes", atMost: Self.byteCountMax)
        try fleet.each(0..<devices) { $0.ping() }
        try Waiting.until(seconds: 30, "all pings are answered") { try fleet.figures { $0.pingsAnswered } == devices }
        verdicts.note("pings of all at once, answered within", try fleet.figures { $0.pingMilliseconds(100) }, "ms")
    }
}

/// Waiting for something that takes a while.
enum Waiting {
    /// Waits until `condition` holds; fails after so many seconds.
    static func until(seconds: Int, _ what: String, _ condition: () throws -> Bool) throws {
        for _ in 0..<seconds * 20 {
            if try condition() { return }
            usleep(50_000)
        }
        throw ControllerProcess.Failure(description: "after \(seconds) s it is not so that \(what)")
    }
}
