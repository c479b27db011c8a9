import Foundation
import TestSupport
import Testing

extension InteropTests {
    /// A phone that dnsmasq provisions with what `controller provision` wrote.
    @Suite struct ProvisionedPhoneTests {
        /// Waits until the phone has said all of these, in this order, after `start` lines; two minutes at most, for hangs.
        @discardableResult
        private static func expect(
            _ beginnings: [String], of phone: ToolCall, after start: Int = 0,
            location: SourceLocation = #_sourceLocation
        ) throws -> Int {
            var place = start
            for beginning in beginnings {
                let found = try phone.wait(for: "\"\(beginning)\"") {
                    let lines = phone.standardOutput.split(separator: "\n").dropFirst(place)
                    guard let index = lines.firstIndex(where: { $0.hasPrefix(beginning) }) else { return false }
                    place = index + 1
                    return true
                }
                try #require(
                    found, "\(beginning) was not said:\n\(phone.standardOutput)\(phone.standardError)",
                    sourceLocation: location)
            }
            return place
        }

        @Test("A phone gets address and file, registers with the primary it was told, fails over, and comes home")
        func wholeLife() throws {
            let fleet = try ProvisionedFleet()
            // The second of the fleet, whose primary is the second controller.
            let device = "SEP020000000002"
            let phone = try fleet.phone("02:00:00:00:00:02")
            var place = try Self.expect(
                [
                    "power on, \(device)", "lease 10.66.0.", "file \(device).cnf.xml from 10.66.0.1",
                    "controllers 10.66.0.2:2000, 10.66.0.1:2000", "registering with primary 10.66.0.2:2000",
                    "in service at primary 10.66.0.2:2000",
                ], of: phone)
            #expect(try fleet.isRegistered(device, at: "10.66.0.2"))
            #expect(try !fleet.isRegistered(device, at: "10.66.0.1"))
            // The other side tells the same.
            let log = try #require(fleet.dnsmasq).standardError
            let line = try #require(phone.standardOutput.split(separator: "\n").first { $0.hasPrefix("lease ") })
            let address = try #require(line.split(separator: " ").dropFirst().first).dropLast()
            #expect(log.contains("DHCPACK(servers) \(address) 02:00:00:00:00:02"), "\(log)")
            #expect(log.contains("\(device).cnf.xml to \(address)"), "\(log)")
            #expect(try fleet.network.phoneAddresses().contains("\(address)/24"))

            try fleet.killController(at: "10.66.0.2")
            place = try Self.expect(
                [
                    "lost primary 10.66.0.2:2000", "registering with secondary 10.66.0.1:2000",
                    "failed over to secondary 10.66.0.1:2000",
                ], of: phone, after: place)
            #expect(try fleet.isRegistered(device, at: "10.66.0.1"))

            try fleet.startController(at: "10.66.0.2")
            try Self.expect(
                [
                    "primary 10.66.0.2:2000 answers again", "asking primary 10.66.0.2:2000 for a token",
                    "token granted by primary", "registering with primary 10.66.0.2:2000 with its token",
                    "back in service at primary 10.66.0.2:2000",
                ], of: phone, after: place)
            #expect(try fleet.isRegistered(device, at: "10.66.0.2"))
            #expect(try !fleet.isRegistered(device, at: "10.66.0.1"))

            phone.signal(SIGINT)
            let output = try phone.output()
            #expect(output.hasExited && output.status == 0, "\(output.standardError)")
            #expect(output.standardOutput.hasSuffix("power off\n"))
            #expect(try !fleet.isRegistered(device, at: "10.66.0.2"))
            #expect(try !fleet.network.phoneAddresses().contains("10.66.0."))
        }

        @Test("A phone that is not of the fleet gets the file of all others")
        func stranger() throws {
            let fleet = try ProvisionedFleet()
            let phone = try fleet.phone("02:00:00:00:0a:0a")
            try Self.expect(
                [
                    "lease 10.66.0.", "file XMLDefault.cnf.xml from 10.66.0.1",
                    "controllers 10.66.0.1:2000, 10.66.0.2:2000",
                    "in service at primary 10.66.0.1:2000",
                ], of: phone)
            #expect(try fleet.isRegistered("SEP020000000A0A", at: "10.66.0.1"))
            phone.signal(SIGINT)
            #expect(try phone.output().status == 0)
        }
    }
}
