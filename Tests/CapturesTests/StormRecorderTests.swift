import Registration
import Signalling
import Testing
import Workload

@testable import Captures

@Suite struct StormRecorderTests {
    @Test("A REGISTER is an arrival; sent again, challenged, denied and made again it is the same one")
    func oneCycle() throws {
        var heard = Heard()
        try heard.register(1, cseq: 1, at: 0)
        try heard.register(1, cseq: 1, at: 0.5)
        try heard.register(1, cseq: 2, at: 0.6)
        try heard.register(1, call: 2, cseq: 1, at: 30)
        try heard.accept(1, call: 2, cseq: 1, at: 30.1)
        #expect(try heard.arrivals() == ["0.0 SEP000000000001 initial"])
        let counts = heard.recorder.counts
        #expect(counts.messages == 5 && counts.arrivals == 1 && counts.acknowledgments == 1)
        #expect(counts.retransmissions == 1 && counts.furtherRequests == 2)
    }

    @Test("Refreshes are no arrivals; a registration after the last one expired is")
    func refreshes() throws {
        var heard = Heard()
        try heard.register(1, cseq: 1, at: 0)
        try heard.accept(1, cseq: 1, seconds: 100, at: 0.1)
        try heard.register(1, cseq: 2, at: 90)
        try heard.accept(1, cseq: 2, seconds: 100, at: 90.1)
        try heard.register(1, cseq: 3, at: 180)
        try heard.accept(1, cseq: 3, seconds: 100, at: 180.1)
        try heard.register(1, cseq: 4, at: 281)
        #expect(try heard.arrivals() == ["0.0 SEP000000000001 initial", "281.0 SEP000000000001 initial"])
        #expect(heard.recorder.counts.refreshes == 2)
    }

    @Test("A phone that registers with another Call-ID began anew, and one that left comes again")
    func again() throws {
        var heard = Heard()
        try heard.register(1, cseq: 1, at: 0)
        try heard.accept(1, cseq: 1, at: 0.1)
        try heard.register(1, call: 2, cseq: 1, at: 5)
        try heard.accept(1, call: 2, cseq: 1, at: 5.1)
        try heard.note(.leave(Heard.device(1), nil), at: 6)
        // The answer to the leave, in the conversation of the registration.
        try heard.accept(1, call: 2, cseq: 2, at: 6.1)
        try heard.register(1, call: 2, cseq: 3, at: 7)
        #expect(try heard.arrivals().map { $0.prefix(3) } == ["0.0", "5.0", "7.0"])
        #expect(heard.recorder.counts.leaves == 1)
    }

    @Test("A request for a token, asked for until it is granted, and the registration with it are one cycle")
    func token() throws {
        var heard = Heard()
        let orders = try [(1, 1), (1, 1), (2, 1)].map { try Self.order(callID: $0.0, number: $0.1) }
        for (index, order) in orders.enumerated() {
            try heard.note(.token(Heard.device(1), .phone, order: order), at: Double(index))
        }
        // It leaves the backup that served it until now.
        try heard.note(.leave(Heard.device(1), nil), at: 3)
        try heard.register(1, cseq: 1, at: 4)
        try heard.accept(1, cseq: 1, at: 4.1)
        try heard.note(.token(Heard.device(1), .phone, order: try Self.order(callID: 9, number: 1)), at: 50)
        #expect(try heard.arrivals() == ["0.0 SEP000000000001 tokenCycle", "50.0 SEP000000000001 tokenCycle"])
        let counts = heard.recorder.counts
        #expect(counts.retransmissions == 1 && counts.furtherRequests == 2 && counts.leaves == 1)
    }

    @Test("The further lines of a phone come with it")
    func lines() throws {
        var heard = Heard()
        try heard.register(1, cseq: 1, user: "1001", at: 0)
        try heard.register(1, call: 2, cseq: 1, user: "1002", at: 0.1)
        try heard.accept(1, cseq: 1, at: 0.2)
        try heard.accept(1, call: 2, cseq: 1, at: 0.3)
        try heard.register(1, call: 3, cseq: 1, user: "1003", at: 0.4)
        try heard.register(1, cseq: 2, user: "1001", at: 60)
        #expect(try heard.arrivals() == ["0.0 SEP000000000001 initial"])
        #expect(heard.recorder.counts.furtherLines == 2 && heard.recorder.counts.refreshes == 1)
    }

    @Test("Over SCCP a device that registers on a new connection came again, and a gateway comes with priority")
    func sccp() throws {
        var heard = Heard()
        try heard.sccpRegister(1, stream: 1, at: 0)
        try heard.note(.acknowledged(.sccp(stream: 1), number: nil, seconds: .max), at: 0.1)
        try heard.sccpRegister(1, stream: 1, at: 9_000)
        try heard.sccpRegister(1, stream: 2, at: 9_001)
        try heard.note(.token(Heard.device(2), .gateway, order: nil), at: 9_002)
        try heard.sccpRegister(2, stream: 3, .gateway, at: 9_003)
        try heard.note(.acknowledged(.sccp(stream: 3), number: nil, seconds: .max), at: 9_004)
        try heard.note(.leave(nil, .sccp(stream: 3)), at: 9_005)
        try heard.sccpRegister(2, stream: 4, .gateway, at: 9_006)
        #expect(
            try heard.arrivals() == [
                "0.0 SEP000000000001 initial", "9001.0 SEP000000000001 initial", "9002.0 SEP000000000002 priority",
                "9006.0 SEP000000000002 priority",
            ])
        #expect(heard.recorder.counts.refreshes == 1)
    }

    @Test("Without answers a device comes again after an hour of silence")
    func oneDirection() throws {
        var heard = Heard()
        for (index, time) in [0.0, 3_600, 7_200, 10_801].enumerated() {
            try heard.register(1, call: UInt64(index), cseq: 1, at: time)
        }
        #expect(try heard.arrivals().count == 2)
    }

    @Test("Arrivals of a capture that goes back in time are put in order, and equal times stay as they are")
    func order() throws {
        var heard = Heard()
        for (number, time) in [(1, 2.0), (2, 1.0), (3, 2.0), (4, 1.5)] as [(UInt64, Double)] {
            try heard.register(number, cseq: 1, at: time)
        }
        #expect(try heard.arrivals().map { $0.prefix(19).suffix(1) } == ["2", "4", "1", "3"])
        #expect(try heard.recorder.recording().arrivals.deviceNames.first == "SEP000000000002")
    }

    @Test("A recorder that nobody came to makes no plan, and says how much it heard")
    func nobody() throws {
        var heard = Heard()
        #expect(throws: RecordingFailure.noRegistrations(messageCount: 0)) { try heard.recorder.recording() }
        for message in [.look, .other, .unreadable, .leave(Heard.device(1), nil)] as [CapturedMessage] {
            try heard.note(message, at: 0)
        }
        #expect(throws: RecordingFailure.noRegistrations(messageCount: 4)) { try heard.recorder.recording() }
    }

    @Test("A recorder is full at its limit, and says so")
    func full() throws {
        var heard = Heard()
        for number in 0..<UInt64(RecordingLimits.arrivalsMax) { try heard.sccpRegister(number, stream: number, at: 0) }
        #expect(throws: RecordingFailure.tooManyArrivals) {
            try heard.sccpRegister(.max, stream: .max, at: 0)
        }
        #expect(heard.recorder.deviceCount == RecordingLimits.arrivalsMax)
    }

    @Test("A device's name is written as a word that means nothing to YAML")
    func words() throws {
        #expect(Recording.word(try #require(DeviceName("SEP000000000001"))) == "SEP000000000001")
        #expect(Recording.word(try #require(DeviceName("*a:{[#%"))) == "%2Aa%3A%7B%5B%23%25")
    }

    /// The order of a request, as a message has it.
    private static func order(callID: Int, number: Int) throws -> SIPRequestOrder {
        let text = """
            OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP b;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r
            Call-ID: \(callID)\r\nCSeq: \(number) OPTIONS\r\n\r

            """
        var message = SIPMessage()
        let bytes = Array(text.utf8)
        try message.read(bytes.span, framing: .datagram)
        return SIPRequestOrder(message, in: bytes.span)
    }
}
