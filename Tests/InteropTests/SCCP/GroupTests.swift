import Signalling
import TestSupport
import Testing

extension InteropTests {
    /// Several controllers on one host, each at an address of its own.
    @Suite struct GroupTests {
        private static let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]

        /// Three controllers that know one another. They must be told the ports before one of them has its own, so another program may come
        /// first: then there are others.
        private static func controllers() throws -> [RunningController] {
            for attempt in 1... {
                let port = try RawConnection.freePort(at: hosts)
                let places = hosts.map { Place(host: $0, port: port) }
                let group = places.enumerated().map { "  - {name: cc\($0 + 1), address: \"\($1)\"}\n" }.joined()
                do {
                    return try places.enumerated().map { index, place in
                        try RunningController("name: cc\(index + 1)\ngroup:\n\(group)", sccp: place)
                    }
                } catch is RunningController.Ended where attempt < 5 {
                    continue
                }
            }
            return []
        }

        @Test("Each of three controllers tells its phones of all three, in the order of the group")
        func serverRequest() throws {
            let controllers = try Self.controllers()
            let port = try #require(controllers.first?.sccp.port)
            #expect(controllers.map(\.sccp) == Self.hosts.map { Place(host: $0, port: port) })
            for (index, controller) in controllers.enumerated() {
                let phone = try SCCPPhone(UInt64(index + 1), to: controller.sccp, protocolVersion: 11)
                // Before it registers, and as a registered phone.
                try phone.ask(.serverRequest, for: .serverResponse)
                try phone.register()
                try phone.ask(.serverRequest, for: .serverResponse)
                let answers = phone.frames.filter { $0.kind == .serverResponse }
                var capture = TCPCapture(serverPort: 2_000)
                for answer in answers { capture.send(answer.bytes, from: .server) }
                let fields = ["ServerName", "serverTcpListenPort", "stationIpAddr"].map { "skinny.\($0)" }
                let packets = try Tshark.dissect(
                    capture, port: 2_000, as: "skinny", fields: Tshark.complaints + fields)
                #expect(packets.count == 2)
                for packet in packets {
                    for complaint in Tshark.complaints { #expect(packet[complaint] == []) }
                    #expect(packet["skinny.ServerName"] == ["cc1", "cc2", "cc3", "", ""])
                    #expect(packet["skinny.serverTcpListenPort"] == ["\(port)", "\(port)", "\(port)", "0", "0"])
                    #expect(packet["skinny.stationIpAddr"] == Self.hosts + ["0.0.0.0", "0.0.0.0"])
                }
            }
            for controller in controllers { try controller.end() }
        }
    }
}
