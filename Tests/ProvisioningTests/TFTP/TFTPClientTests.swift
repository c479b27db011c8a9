import Devices
import Measurement
import Registration
import SeededRandom
import Testing

@testable import Provisioning

/// The client and real sockets.
@Suite struct TFTPClientTests {
    private static let clock = MonotonicClock.system()

    private static func fetch(_ name: String, from server: IPv4Endpoint) throws -> [UInt8] {
        var client = TFTPClient(server)
        // Loopback answers in less than a millisecond; a busy machine may take a while.
        client.schedule.first = .milliseconds(200)
        client.schedule.longest = .seconds(2)
        client.schedule.attemptsMax = 8
        var random = SplitMix64(seed: 1)
        return try client.file(
            name, byteCountMax: 4_096, clock: { Instant(nanoseconds: clock.nanoseconds()) }, random: &random,
            isCancelled: { false })
    }

    @Test("A file comes whole, whatever becomes of datagrams", arguments: FakeFileServer.Fault.allCases)
    func faults(fault: FakeFileServer.Fault) throws {
        let file = (0..<1_300).map { UInt8(truncatingIfNeeded: $0) }
        let server = try FakeFileServer(file, fault: fault)
        #expect(try Self.fetch("a.xml", from: server.endpoint) == file)
        let heard = server.end()
        #expect(heard.messages.first == .read(name: "a.xml", blockSize: 1_428))
        if fault == .loses { #expect(heard.messages.count > 4) }
        if fault == .hasStranger { #expect(heard.strangerErrors.allSatisfy { $0 == .unknownTransfer }) }
    }

    @Test("A file that is too large does not come")
    func tooLarge() throws {
        let server = try FakeFileServer([UInt8](repeating: 0, count: 5_000), fault: .none)
        #expect(throws: TFTPFailure.tooLarge(byteCountMax: 4_096)) { try Self.fetch("a.xml", from: server.endpoint) }
        _ = server.end()
    }

    @Test("A server that is not there is given up")
    func nobody() throws {
        var client = TFTPClient(IPv4Endpoint(IPv4Address(0x7F00_0001), port: try UDPSocket().port))
        client.schedule.first = .milliseconds(10)
        client.schedule.attemptsMax = 3
        var random = SplitMix64(seed: 1)
        #expect(throws: TFTPFailure.unanswered) {
            try client.file(
                "a", clock: { Instant(nanoseconds: Self.clock.nanoseconds()) }, random: &random,
                isCancelled: { false })
        }
        #expect(throws: TFTPFailure.cancelled) {
            try client.file(
                "a", clock: { Instant(nanoseconds: Self.clock.nanoseconds()) }, random: &random, isCancelled: { true })
        }
    }

    @Test("A name that no file has is not asked for", arguments: ["", "a\0b", String(repeating: "a", count: 129)])
    func badName(name: String) {
        #expect(throws: TFTPFailure.badName) {
            try Self.fetch(name, from: IPv4Endpoint(IPv4Address(0x7F00_0001), port: 9))
        }
    }
}
