import Registration
import Signalling
import TestSupport
import Testing

@testable import Captures

/// What tshark says, line by line.
@Suite struct CaptureLineTests {
    /// A line of these fields.
    static func line(
        time: String = "1700000000.250000000", stream: String = "", requests: [String] = [], statuses: [String] = [],
        headers: [String] = [], identifiers: [String] = [], names: [String] = [], types: [String] = []
    ) -> [UInt8] {
        let values = [[time], [stream], requests, statuses, headers, identifiers, names, types]
        return Array(values.map { $0.joined(separator: "\u{1E}") }.joined(separator: "\u{1F}").utf8)
    }

    static func header(_ method: String, user: String = "1001", number: Int = 1, _ more: String = "") -> String {
        #"Via: SIP/2.0/TCP 10.0.0.7:5062;branch=z9hG4bK\#(number)\r\nFrom: <sip:\#(user)@b>;tag=1\r\nTo: <sip:\#(user)@b>\r\n"#
            + #"Call-ID: c-\#(user)\r\nCSeq: \#(number) \#(method)\r\n"#
            + #"Contact: <sip:\#(user)@10.0.0.7>\r\n\#(more)Content-Length: 500\r\n"#
    }

    static func messages(_ line: [UInt8]) throws -> [CapturedMessage] {
        var reader = SIPReader()
        return try #require(CaptureLine(line[...], reader: &reader)).messages
    }

    private static func devices(_ messages: [CapturedMessage]) -> [String] {
        messages.map { message in
            switch message {
            case .registration(let device, let deviceClass, _): "\(device) \(deviceClass)"
            case .token(let device, let deviceClass, _): "token \(device) \(deviceClass)"
            case .acknowledged: "acknowledged"
            case .leave: "leave"
            case .look: "look"
            case .other: "other"
            case .unreadable: "unreadable"
            }
        }
    }

    @Test("The time is read to the nanosecond, and a line without one is none")
    func time() {
        var reader = SIPReader()
        func nanoseconds(_ time: String) -> Int64? {
            CaptureLine(Self.line(time: time)[...], reader: &reader)?.nanoseconds
        }
        #expect(nanoseconds("1700000000.250000001") == 1_700_000_000_250_000_001)
        #expect(nanoseconds("1700000000") == 1_700_000_000_000_000_000)
        #expect(nanoseconds("0.5") == 500_000_000)
        for wrong in ["", "x", "-1.0", "1.", "1.2.3", "9999999999.0", "99999999999999999999.0", "Nov 14"] {
            #expect(nanoseconds(wrong) == nil, "\(wrong)")
        }
        #expect(CaptureLine(Array("1700000000.25".utf8)[...], reader: &reader) == nil)
        #expect(CaptureLine([], reader: &reader) == nil)
    }

    @Test("Several messages of one packet are read each by itself")
    func severalMessages() throws {
        let requests = try Self.messages(
            Self.line(
                requests: ["REGISTER sip:b SIP/2.0", "REGISTER sip:b SIP/2.0"],
                headers: [
                    Self.header("REGISTER", user: "1001"), Self.header("REGISTER", user: "1002", #"Expires: 0\r\n"#),
                ])
        )
        #expect(Self.devices(requests) == ["1001 phone", "leave"])
        let mixed = try Self.messages(
            Self.line(
                requests: ["REGISTER sip:b SIP/2.0"], statuses: ["SIP/2.0 200 OK"],
                headers: [Self.header("NOTIFY"), Self.header("REGISTER", user: "1003")]))
        #expect(Self.devices(mixed) == ["other", "1003 phone"])
        let answers = try Self.messages(
            Self.line(
                statuses: ["SIP/2.0 200 OK", "SIP/2.0 401 Unauthorized", "SIP/2.0 100 Trying"],
                headers: [Self.header("REGISTER"), Self.header("REGISTER"), Self.header("REGISTER")]))
        #expect(Self.devices(answers) == ["acknowledged", "other", "other"])
        let short = try Self.messages(Self.line(requests: ["REGISTER sip:b SIP/2.0"]))
        #expect(Self.devices(short) == ["unreadable"])
    }

    @Test("A REFER for a token is told from a transfer, and a phone's look at its backup from a leave")
    func purposes() throws {
        func devices(_ method: String, _ more: String) throws -> [String] {
            Self.devices(
                try Self.messages(
                    Self.line(requests: ["\(method) sip:b SIP/2.0"], headers: [Self.header(method, more)])))
        }
        #expect(
            try devices("REFER", #"Refer-To: <urn:X-cisco-remotecc:token-registration>\r\nRequire: norefersub\r\n"#)
                == [
                    "token 1001 phone"
                ])
        #expect(try devices("REFER", #"Refer-To: <sip:1002@b>\r\n"#) == ["other"])
        #expect(try devices("REGISTER", #"Expires: 5\r\n"#) == ["1001 phone"])
        #expect(try devices("REGISTER", #"X-Folded: a,\r\n\tb\r\nSubject: a\tb\r\n"#) == ["1001 phone"])
        let ping = Self.header("REGISTER", #"Expires: 0\r\n"#)
            .replacing("<sip:1001@10.0.0.7>", with: "<sip:1001@10.0.0.7>;expires=0;cisco-keep-alive")
        #expect(
            Self.devices(try Self.messages(Self.line(requests: ["REGISTER sip:b SIP/2.0"], headers: [ping]))) == [
                "look"
            ])
        #expect(try devices("REGISTER", #"Broken\r\n"#) == ["unreadable"])
    }

    @Test("SCCP's requests take their names and types in order, and gateways are known by theirs")
    func sccp() throws {
        let messages = try Self.messages(
            Self.line(
                stream: "7", identifiers: ["0x00000000", "0x00000029", "1", "0x00008000", "0x81", "0x27"],
                names: ["SEP000000000001", "VG00", "SEP000000000003"], types: ["115", "0x30", "7"]))
        #expect(
            Self.devices(messages) == [
                "other", "token SEP000000000001 phone", "VG00 gateway", "token SEP000000000003 phone", "acknowledged",
                "leave",
            ])
        #expect(messages[5] == .leave(nil, .sccp(stream: 7)))
        let nameless = try Self.messages(Self.line(identifiers: ["0x1", "x"], types: ["7"]))
        #expect(nameless == [.unreadable, .unreadable])
    }

    @Test("No line makes the recorder trap: each is read or counted", arguments: [1, 2, 3] as [UInt64])
    func mutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let originals = [
            Self.line(requests: ["REGISTER sip:b SIP/2.0"], headers: [Self.header("REGISTER")]),
            Self.line(statuses: ["SIP/2.0 200 OK"], headers: [Self.header("REGISTER")]),
            Self.line(
                stream: "7", identifiers: ["0x29", "0x1"], names: ["SEP000000000001", "VG00"], types: ["7", "0x30"]),
        ]
        let meaning = Array("\u{1E}\u{1F}\\rnt0x.:;<>@ ".utf8)
        var recorder = StormRecorder()
        for _ in 0..<4_000 {
            var line = originals[Int.random(in: 0..<originals.count, using: &random)]
            for _ in 0...Int.random(in: 0..<6, using: &random) where !line.isEmpty {
                let place = Int.random(in: 0..<line.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: line[place] = UInt8.random(in: 0...255, using: &random)
                case 1: line[place] = meaning[Int.random(in: 0..<meaning.count, using: &random)]
                case 2: line.insert(meaning[Int.random(in: 0..<meaning.count, using: &random)], at: place)
                default: line.removeSubrange(place..<min(place + Int.random(in: 1...20, using: &random), line.count))
                }
            }
            try recorder.read(line[...])
        }
        #expect(recorder.counts.messages >= 2_000 && recorder.counts.unreadable > 0)
        let counts = recorder.counts
        let sorted = [
            counts.arrivals, counts.retransmissions, counts.furtherRequests, counts.refreshes, counts.furtherLines,
            counts.leaves, counts.looks, counts.acknowledgments, counts.others, counts.unreadable,
        ]
        #expect(sorted.reduce(0, +) == counts.messages, "seed \(seed)")
    }
}
