import Registration
import Testing
import TestSupport

@testable import Signalling

@Suite struct SIPPhoneTests {
    static let phone = SIPPhone(
        macAddress: 0x0123_4567_89AB, user: DeviceName(macAddress: 0x1001), address: SIPText.source,
        controller: InternalAddress(ipv4: 0x0A00_0001, port: 5_060))

    static func written(_ request: SIPPhoneRequest, by phone: SIPPhone = phone) throws -> [UInt8] {
        try Written.bytes { output throws(SIPOutputFull) in try phone.write(request, into: &output) }
    }

    @Test("What a phone writes is read back, purpose by purpose")
    func roundTrip() throws {
        var generator = TestSeed.current.generator()
        let purposes: [SIPPhoneRequest.Purpose] = [
            .register(seconds: 3_600), .unregister, .ping, .token, .options,
        ]
        for round in 0..<200 {
            let request = SIPPhoneRequest(
                purposes[round % 5], branch: generator.next(), callID: generator.next(), fromTag: generator.next(),
                sequence: UInt32.random(in: 0..<1 << 31, using: &generator))
            var phone = Self.phone
            phone.macAddress = generator.next() & 0xFFFF_FFFF_FFFF
            phone.transport = round % 2 == 0 ? .udp : .tcp
            phone.dialect = round % 3 == 0 ? .plain : .cisco
            if round % 7 == 0 { phone.address = InternalAddress(ipv6High: generator.next(), low: 1, port: 9) }
            let read = ReadMessage(try Self.written(request, by: phone), framing: .stream)
            let message = read.message
            #expect(read.fault == nil, "\(TestSeed.current)")
            #expect(message.method == request.method)
            #expect(read.transaction == request.branch)
            #expect(message.via.transport == (phone.transport == .udp ? .udp : .tcp))
            #expect(message.via.port == phone.address.port)
            #expect(read.number(message.from.tag) == request.fromTag)
            #expect(message.sequence.number == request.sequence)
            switch (request.purpose, read.demand()) {
            case (.register(let seconds), .registration(let registration)):
                #expect(registration.purpose == .bind(seconds: seconds))
                #expect(registration.device == phone.device)
            case (.unregister, .registration(let registration)):
                #expect(registration.purpose == .unbind)
                #expect(registration.device == phone.device)
            case (.ping, .registration(let registration)):
                #expect(registration.purpose == .ping)
                #expect(registration.device == phone.device)
            case (.token, .token(let device)): #expect(device == phone.device)
            case (.options, .options): break
            default: Issue.record("\(request.purpose) was read as \(read.demand())")
            }
        }
    }

    @Test("A REGISTER of a Cisco phone is written byte for byte")
    func bytes() throws {
        var phone = Self.phone
        phone.user = try #require(DeviceName("1001"))
        let request = SIPPhoneRequest(.register(seconds: 3_600), branch: 0xA1, callID: 0xC1, fromTag: 0xF1, sequence: 7)
        #expect(
            Written.text(try Self.written(request, by: phone))
                == Written.text(
                    SIPText.wire(
                        """
                        REGISTER sip:10.0.0.1 SIP/2.0
                        Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bK00000000000000a1;rport
                        Max-Forwards: 70
                        From: <sip:1001@10.0.0.1>;tag=00000000000000f1
                        To: <sip:1001@10.0.0.1>
                        Call-ID: 00000000000000c1@10.0.0.7
                        CSeq: 7 REGISTER
                        Contact: <sip:1001@10.0.0.7:5062>;+sip.instance="<urn:uuid:00000000-0000-0000-0000-0123456789ab>";\
                        +u.sip!devicename.ccm.cisco.com="SEP0123456789AB"
                        Supported: path
                        Expires: 3600
                        Content-Length: 0


                        """)))
    }

    @Test("A user with characters that an address may not hold is escaped, and named the same by the controller")
    func escapedUser() throws {
        var phone = Self.phone
        phone.dialect = .plain
        for name in ["a@b", "100%", "x:y", "<>\"", "[^]`{|}\\", "a;b?c=d&e"] {
            phone.user = try #require(DeviceName(name))
            let request = SIPPhoneRequest(.register(seconds: 60), branch: 1, callID: 1, fromTag: 1, sequence: 1)
            let read = ReadMessage(try Self.written(request, by: phone))
            #expect(read.registration?.device == phone.user, "\(name)")
        }
    }

    @Test("A request that does not fit leaves the output as it was")
    func outputFull() throws {
        let request = SIPPhoneRequest(.token, branch: 1, callID: 1, fromTag: 1, sequence: 1)
        let whole = try Self.written(request)
        for capacity in stride(from: 0, to: whole.count - 16, by: 7) {
            let bytes = [UInt8](capacity: capacity) { output in try? Self.phone.write(request, into: &output) }
            #expect(bytes.isEmpty || bytes == whole)
        }
    }

    @Test("The answer to a phone is read by the phone")
    func answers() throws {
        let request = SIPPhoneRequest(.token, branch: 5, callID: 1, fromTag: 1, sequence: 9)
        let read = ReadMessage(try Self.written(request))
        var answer = SIPAnswer(.serviceUnavailable, to: InternalAddress(ipv4: 0x0102_0304, port: 99), toTag: 4)
        answer.retryAfterSeconds = 17
        let response = ReadMessage(try read.answered(answer))
        #expect(response.fault == nil)
        #expect(response.message.status == .serviceUnavailable)
        #expect(response.waits.retryAfter == 17)
        #expect(response.transaction == 5)
        #expect(response.text(response.message.via.received) == "1.2.3.4")
        #expect(response.text(response.message.via.responsePort) == "99")
        #expect(response.message.sequence.number == 9)
        #expect(response.number(response.message.to.tag) == 4)
    }
}
