import Glibc
import Registration
import Signalling
import TestSupport
import Testing
import Workload

extension InteropTests {
    /// `loadgen record` on what real phones and the built controller said to each other over SCCP.
    @Suite struct SCCPRecordTests {
        /// Plays phones, one after the other, and returns all that was said with who came when.
        private static func storm() throws -> (NetworkCapture, came: [(time: ContinuousClock.Instant, words: String)]) {
            let controller = try RunningController("group: [{name: cc1, address: 127.0.0.1:2000}]")
            var phones: [SCCPPhone] = []
            var came: [(time: ContinuousClock.Instant, words: String)] = []
            for number in 1...12 as ClosedRange<UInt64> {
                let phone = try SCCPPhone(number, to: controller.sccp)
                if number % 5 == 0 { phone.deviceType = .voiceGateway }
                let asksForToken = number % 3 != 0
                if asksForToken { try phone.ask(phone.token, for: .registerTokenAck) }
                try phone.register()
                try phone.ping()
                let kind = number % 5 == 0 ? "priority" : asksForToken ? "tokenCycle" : "initial"
                came.append((phone.frames[0].time, "\(phone.device) \(kind)"))
                phones.append(phone)
                // So that their times differ by what a reader can tell.
                usleep(10_000)
            }
            // The first leaves and comes again, on the same connection.
            try phones[0].ask(SCCP.UnregisterRequest(), for: .unregisterAck)
            let place = phones[0].frames.count
            try phones[0].ask(phones[0].registration, for: .registerAck)
            came.append((phones[0].frames[place].time, "\(phones[0].device) initial"))
            try controller.end()
            return (capture(of: phones, from: came[0].time), came)
        }

        private static func capture(of phones: [SCCPPhone], from start: ContinuousClock.Instant) -> NetworkCapture {
            var capture = NetworkCapture()
            let said = phones.enumerated().flatMap { index, phone in phone.frames.map { (UInt16(index), $0) } }
            for (index, frame) in said.sorted(by: { $0.1.time < $1.1.time }) {
                let phone = NetworkCapture.Place(0x0A00_0100 + UInt32(index), 40_000 + index)
                let server = NetworkCapture.Place(0x0A00_0001, 2_000)
                let (from, to) = frame.sender == .client ? (phone, server) : (server, phone)
                for part in stride(from: 0, to: frame.bytes.count, by: 1_400) {
                    capture.segment(
                        Array(frame.bytes[part..<min(part + 1_400, frame.bytes.count)]), from: from, to: to,
                        at: UInt64(microseconds(from: start, to: frame.time)))
                }
            }
            return capture
        }

        private static func microseconds(
            from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
        ) -> Int64 {
            let (seconds, attoseconds) = (end - start).components
            return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        }

        @Test("Who came when is found, gateways come with priority, and the replay is the same storm")
        func wholeStorm() throws {
            let (capture, came) = try Self.storm()
            let storm = try RecordedStorm(capture.bytes)
            #expect(try storm.words() == came.map(\.words))
            let times = try storm.arrivals().map { $0.nanoseconds / 1_000 }
            #expect(times == came.map { Self.microseconds(from: came[0].time, to: $0.time) })
            #expect(storm.comments.contains("1 leaves") && !storm.comments.contains("unreadable"), "\(storm.comments)")
            try storm.replay()
        }

        @Test("Other ports than the usual one are read where they are named")
        func port() throws {
            let (phone, server) = (NetworkCapture.Place(0x0A00_0002, 40_000), NetworkCapture.Place(0x0A00_0001, 2_345))
            let request = SCCP.RegisterRequest(
                station: SCCP.StationIdentifier(deviceName: DeviceName(macAddress: 7)), ipv4Address: 0x0A00_0002,
                deviceType: .phone7960, form: .firmware)
            let bytes = try [UInt8](capacity: request.frameByteCount()) { output throws(SCCP.EncodingError) in
                try request.encode(into: &output)
            }
            var capture = NetworkCapture()
            capture.segment(bytes, from: phone, to: server, at: 0)
            #expect(try RecordedStorm(capture.bytes).output.status == 65)
            #expect(try RecordedStorm(capture.bytes, ["--sccp-port", "2345"]).words() == ["SEP000000000007 initial"])
        }
    }
}
