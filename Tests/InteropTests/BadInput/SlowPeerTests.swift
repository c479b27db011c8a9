import Glibc
import Measurement
import Signalling
import Testing

extension InteropTests {
    /// Peers that take their time, thousands at once, beside a phone that behaves.
    @Suite struct SlowPeerTests {
        /// Who is slow, and how.
        struct Crowd: CustomTestStringConvertible, Sendable {
            let name: String
            let count: Int
            let speaksSIP: Bool
            /// What each says, a byte now and then.
            let message: [UInt8]

            var testDescription: String { name }
        }

        private static let crowds = [
            // A ping of twelve bytes, which would be answered if each byte were given time of its own.
            Crowd(
                name: "5,000 that send SCCP byte by byte", count: 5_000, speaksSIP: false,
                message: [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            Crowd(
                name: "5,000 that send SIP byte by byte", count: 5_000, speaksSIP: true,
                message: Array("REGISTER sip:phones.example SIP/2.0\r\nX-Nothing: more to come\r\n".utf8)),
            Crowd(name: "1,000 that say nothing in SCCP", count: 1_000, speaksSIP: false, message: []),
            Crowd(name: "1,000 that say nothing in SIP", count: 1_000, speaksSIP: true, message: []),
        ]

        private static let configuration = """
            sccp: {firstMessageSeconds: 2, messageSeconds: 2}
            sip: {firstMessageSeconds: 2, messageSeconds: 2}
            """

        @Test(
            "Slow and silent peers are closed unanswered, and a phone beside them registers and is heard",
            arguments: crowds)
        func crowd(_ crowd: Crowd) throws {
            try #require(
                DescriptorLimit.raise() > crowd.count + 200, "the system allows too few descriptors: ulimit -n")
            let controller = try RunningController(Self.configuration)
            let phone = try SCCPPhone(0xC0, to: controller.sccp)
            try phone.ping()
            let peers = try (0..<crowd.count).map { _ in
                let peer = try BadPeer(
                    to: crowd.speaksSIP ? controller.sip : controller.sccp, saying: crowd.message)
                peer.say()
                return peer
            }
            try phone.register()
            var attendance = Attendance(of: phone)
            try controller.wait(for: "rid of \(crowd.name)") {
                for peer in peers { peer.say() }
                for _ in 0..<10 {
                    try attendance.ping()
                    usleep(30_000)
                }
                return peers.allSatisfy(\.isClosed)
            }
            #expect(peers.allSatisfy { $0.heardByteCount == 0 })
            #expect(attendance.pingCount >= 10)
            #expect(attendance.longestWait < .seconds(1))
            let metrics = try controller.metrics()
            #expect(try metrics("connections_accepted_total") == crowd.count + 1)
            #expect(try metrics("deadlines_passed_total") == crowd.count)
            #expect(try metrics("connections") == 1)
            #expect(try metrics("registered_devices") == 1)
            try controller.end()
        }
    }
}
