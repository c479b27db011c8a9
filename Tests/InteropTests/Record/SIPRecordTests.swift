import Measurement
import Signalling
import TestSupport
import Testing
import Workload

extension InteropTests {
    /// `loadgen record` on captures of SIP, through tshark.
    @Suite struct SIPRecordTests {
        private static let transports: [SIPPhone.Transport] = [.udp, .tcp]

        /// The lives of eight phones: who comes when is what the recording has to find.
        private static func storm(over transport: SIPPhone.Transport) throws -> NetworkCapture {
            var capture = SIPCapture(over: transport)
            // A phone asks for a token, gets no answer, asks again, is denied, asks once more, is granted it, and registers.
            try capture.exchange(.token, of: 1, call: 1, answer: nil, at: 0)
            try capture.exchange(.token, of: 1, call: 1, answer: "SIP/2.0 503 Service Unavailable", at: 500)
            try capture.exchange(.token, of: 1, call: 2, answer: "SIP/2.0 202 Accepted", at: 2_500)
            try capture.exchange(.register(seconds: 600), of: 1, call: 3, answer: "SIP/2.0 200 OK", at: 2_510)
            // One that registers plainly is challenged, and refreshes later.
            try capture.exchange(
                .register(seconds: 600), of: 2, call: 4, dialect: .plain, answer: "SIP/2.0 401 Unauthorized", at: 2_600)
            try capture.exchange(
                .register(seconds: 600), of: 2, call: 4, sequence: 2, dialect: .plain, answer: "SIP/2.0 200 OK",
                at: 2_610)
            try capture.exchange(
                .register(seconds: 600), of: 2, call: 4, sequence: 3, dialect: .plain, answer: "SIP/2.0 200 OK",
                at: 300_000)
            // One looks at its backup, and never registers there.
            try capture.exchange(.ping, of: 3, answer: "SIP/2.0 200 OK", at: 300_100)
            // One registers, leaves, and comes again.
            try capture.exchange(.register(seconds: 60), of: 4, call: 5, answer: "SIP/2.0 200 OK", at: 300_200)
            try capture.exchange(.unregister, of: 4, call: 5, sequence: 2, answer: "SIP/2.0 200 OK", at: 300_300)
            try capture.exchange(
                .register(seconds: 60), of: 4, call: 5, sequence: 3, answer: "SIP/2.0 200 OK", at: 300_450)
            // What is about something else.
            try capture.exchange(.options, of: 5, answer: "SIP/2.0 200 OK", at: 300_500)
            // One comes home with a token, and leaves its backup on the way.
            try capture.exchange(.register(seconds: 600), of: 6, call: 6, answer: "SIP/2.0 200 OK", at: 300_600)
            try capture.exchange(.token, of: 6, call: 7, answer: "SIP/2.0 202 Accepted", at: 310_000)
            try capture.exchange(.unregister, of: 6, call: 6, sequence: 2, answer: "SIP/2.0 200 OK", at: 310_010)
            try capture.exchange(.register(seconds: 600), of: 6, call: 8, answer: "SIP/2.0 200 OK", at: 310_020)
            return capture.network
        }

        @Test("Who came when is found among all that phones say", arguments: transports)
        func wholeStorm(transport: SIPPhone.Transport) throws {
            let storm = try RecordedStorm(try Self.storm(over: transport).bytes)
            let arrivals = try storm.arrivals()
            #expect(
                try storm.words() == [
                    "SEP000000000001 tokenCycle", "u2 initial", "SEP000000000004 initial", "SEP000000000004 initial",
                    "SEP000000000006 initial", "SEP000000000006 tokenCycle",
                ])
            let milliseconds: [Int64] = [0, 2_600, 300_200, 300_450, 300_600, 310_000]
            #expect(arrivals.map(\.nanoseconds) == milliseconds.map { $0 * 1_000_000 })
            for phrase in [
                "# A storm that was recorded, by: loadgen record storm.pcap",
                "6 arrivals of 4 devices within 310.0 seconds",
                "1 retransmissions", "1 refreshes", "2 leaves", "1 looks at a backup",
                "4 further requests of devices on their way",
            ] {
                #expect(storm.comments.contains(phrase), "\(phrase) in \(storm.comments)")
            }
            #expect(storm.output.standardError.isEmpty)
        }

        @Test("Messages that share a segment, and one that is cut in two, are read each by itself")
        func segments() throws {
            var capture = SIPCapture(over: .tcp)
            let together = try (1...3).flatMap { call in
                try capture.request(.register(seconds: 60), of: UInt64(call), call: UInt64(call), dialect: .plain)
            }
            capture.send(together, from: 1, at: 0)
            let cut = try capture.request(.register(seconds: 60), of: 4, call: 4)
            capture.send(Array(cut.prefix(100)), from: 4, at: 10)
            capture.send(Array(cut.dropFirst(100)), from: 4, at: 20)
            let storm = try RecordedStorm(capture.network.bytes)
            #expect(try storm.words() == ["u1 initial", "u2 initial", "u3 initial", "SEP000000000004 initial"])
            // A message is there when its last byte is.
            #expect(try storm.arrivals().map(\.nanoseconds) == [0, 0, 0, 20_000_000])
        }

        @Test("A recorded storm is replayed: as many come, when they came, under one plan hash wherever it is played")
        func replay() throws {
            var capture = SIPCapture()
            for number in 1...200 as ClosedRange<UInt64> {
                let purpose: SIPPhoneRequest.Purpose = number % 4 == 0 ? .register(seconds: 600) : .token
                try capture.exchange(purpose, of: number, answer: nil, at: number * number / 50)
            }
            let storm = try RecordedStorm(capture.network.bytes)
            let times = try storm.arrivals().map { $0.nanoseconds / 1_000_000 }
            #expect(times == (1...200).map { $0 * $0 / 50 })
            let hash = try storm.replay()
            let played = try storm.call(
                "storm", "--plan", "PLAN", "--law", "calendar", "--rate", "100", "--quiet", "--json",
                storm.path("storm.json"))
            #expect(played.status == 0, "\(played.standardError)")
            let result = try storm.result("storm.json")
            #expect((result["plan"] as? [String: Any])?["hash"] as? String == hash)
            let law = try #require((result["storms"] as? [[String: Any]])?.first)
            #expect(law["recovery"] as? String == "recovered" && law["devices"] as? Int == 200)
            let controller = try RunningController()
            let real = try LoadgenRun([storm.path("plan.yaml"), "--target", "sip://\(controller.sip)", "--quiet"])
            try real.expectValid()
            #expect(real.result?.plan.hash == hash && real.result?.counters["generator.acknowledged"] == 200)
            try controller.end()
        }
    }
}
