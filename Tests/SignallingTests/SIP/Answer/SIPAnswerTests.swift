import Registration
import Testing

@testable import Signalling

@Suite struct SIPAnswerTests {
    @Test("A 200 to a REGISTER is written byte for byte")
    func registered() throws {
        let read = ReadMessage(SIPText.register)
        let registration = try #require(read.registration)
        var answer = SIPAnswer(.ok, to: InternalAddress(ipv4: 0xC000_0209, port: 4_021), toTag: 0xAB)
        answer.binding = SIPAnswer.Binding(contact: registration.contact, seconds: 600)
        answer.date = SIPDate(unixSeconds: 1_289_690_940)
        #expect(
            try read.answered(answer)
                == SIPText.wire(
                    """
                    SIP/2.0 200 OK
                    Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bK00000000000000a1;received=192.0.2.9;rport=4021
                    From: "One" <sip:1001@10.0.0.1>;tag=00000000000000f1
                    To: <sip:1001@10.0.0.1>;tag=00000000000000ab
                    Call-ID: 00000000000000c1@10.0.0.7
                    CSeq: 7 REGISTER
                    Contact: <sip:1001@10.0.0.7:5062>;expires=600
                    Expires: 600
                    Date: Sat, 13 Nov 2010 23:29:00 GMT
                    Content-Length: 0


                    """))
    }

    private static func lines(_ read: ReadMessage, _ answer: SIPAnswer) throws -> [Substring] {
        Written.text(try read.answered(answer)).split(separator: "\r\n")
    }

    @Test(
        "The top Via says where the request came from, where that is asked for or news",
        arguments: [
            ("10.0.0.7:5062;branch=z", "10.0.0.7:5062;branch=z"),
            ("phone.example.com;branch=z", "phone.example.com;branch=z;received=10.0.0.7"),
            ("10.0.0.8;branch=z", "10.0.0.8;branch=z;received=10.0.0.7"),
            ("10.0.0.7;rport;branch=z", "10.0.0.7;branch=z;received=10.0.0.7;rport=5062"),
            ("10.0.0.8;rport=1;received=1.2.3.4;branch=z", "10.0.0.8;branch=z;received=10.0.0.7;rport=5062"),
            ("10.0.0.8;received=1.2.3.4;branch=z", "10.0.0.8;branch=z;received=10.0.0.7"),
            ("10.0.0.8;branch=z , SIP/2.0/TCP h", "10.0.0.8;branch=z;received=10.0.0.7 , SIP/2.0/TCP h"),
            ("[2001:db8::1]:5060;branch=z", "[2001:db8::1]:5060;branch=z;received=10.0.0.7"),
        ])
    func topVia(sent: String, answered: String) throws {
        let text = SIPTextCases.register(
            replacing: "10.0.0.7:5062;branch=z9hG4bK00000000000000a1;rport", by: "\(sent)\nVia: SIP/2.0/UDP second")
        let lines = try Self.lines(ReadMessage(SIPText.wire(text)), SIPAnswer(.ok, to: SIPText.source))
        #expect(lines[1] == "Via: SIP/2.0/UDP \(answered)")
        #expect(lines[2] == "Via: SIP/2.0/UDP second")
    }

    @Test("An IPv6 source is said without brackets")
    func ipv6() throws {
        let source = InternalAddress(ipv6High: 0x2001_0DB8_0000_0000, low: 0xA0, port: 7)
        let lines = try Self.lines(ReadMessage(SIPText.register), SIPAnswer(.ok, to: source))
        #expect(lines[1].hasSuffix(";received=2001:db8:0:0:0:0:0:a0;rport=7"))
    }

    @Test("Denials say how long to wait, in whole seconds")
    func denials() throws {
        for status in [SIPStatus.serviceUnavailable, .busyHere] {
            var answer = SIPAnswer(status, to: SIPText.source)
            answer.retryAfterSeconds = .max
            let lines = try Self.lines(ReadMessage(SIPText.register), answer)
            #expect(lines[0] == "SIP/2.0 \(status.code) \(status.reasonPhrase)")
            #expect(lines.contains("Retry-After: 4294967295"))
        }
    }

    @Test("A refusal carries what its status asks for")
    func refusals() throws {
        func lines(_ bytes: [UInt8]) throws -> [Substring] {
            let read = ReadMessage(bytes)
            guard case .refused(let refusal) = read.demand() else { return [] }
            return try Self.lines(read, SIPAnswer(refusal, to: SIPText.source))
        }
        #expect(try lines(SIPText.request("REGISTER", "m: <sip:a@b>;expires=5")).contains("Min-Expires: 60"))
        #expect(
            try lines(SIPText.request("INFO")).contains("Allow: REGISTER, REFER, OPTIONS, INVITE, ACK, CANCEL, BYE"))
        #expect(
            try lines(SIPText.request("OPTIONS", "Require: a, norefersub,,b", "Require: c"))
                .contains("Unsupported: a, b, c"))
        #expect(try lines(SIPText.request("REGISTER", "Contact: *")).first == "SIP/2.0 400 Malformed Contact")
    }

    @Test("A fault is answered with its reason as long as the fields of an answer are there")
    func faults() throws {
        for (old, new, line) in [
            ("CSeq: 7 REGISTER", "CSeq: 7 OPTIONS", "SIP/2.0 400 Method Differs From CSeq"),
            ("REGISTER sip:10.0.0.1 SIP/2.0", "REGISTER sip:10.0.0.1 SIP/2.1", "SIP/2.0 505 Version Not Supported"),
            ("To: <sip:1001@10.0.0.1>", "To: \"", "SIP/2.0 400 Malformed To"),
            ("Content-Length: 0", "Content-Length: 1", "SIP/2.0 400 Body Shorter Than Content-Length"),
        ] {
            let read = ReadMessage(SIPText.wire(SIPTextCases.register(replacing: old, by: new)))
            let lines = try Self.lines(read, SIPAnswer(try #require(read.fault), to: SIPText.source))
            #expect(lines[0] == line)
        }
    }

    @Test("A To that has a tag keeps it, and 100 adds none")
    func toTag() throws {
        let tagged = ReadMessage(
            SIPText.wire(SIPTextCases.register(replacing: "To: <sip:1001@10.0.0.1>", by: "To: <sip:a@b>;tag=x")))
        #expect(try Self.lines(tagged, SIPAnswer(.ok, to: SIPText.source)).contains("To: <sip:a@b>;tag=x"))
        let lines = try Self.lines(ReadMessage(SIPText.register), SIPAnswer(.trying, to: SIPText.source))
        #expect(lines[0] == "SIP/2.0 100 Trying")
        #expect(lines.contains("To: <sip:1001@10.0.0.1>"))
    }

    @Test("A 302 sends the caller to the user at the contact's address, or to the contact itself")
    func redirect() throws {
        let read = ReadMessage(SIPText.request("INVITE", uri: "sip:10%30:secret@10.0.0.1"))
        var answer = SIPAnswer(.movedTemporarily, to: SIPText.source)
        let own = "<sip:y@h>"
        let bytes = try Written.bytes { output throws(SIPOutputFull) in
            try answer.write(
                answering: read.message, in: read.bytes.span, contacts: Array(own.utf8).span, into: &output)
        }
        #expect(Written.text(bytes).contains("\r\nContact: <sip:y@h>\r\n"))
        answer.redirection = InternalAddress(ipv4: 0x0A00_0009, port: 5_070)
        #expect(try Self.lines(read, answer).contains("Contact: <sip:10%30@10.0.0.9:5070>"))
        answer.redirection = InternalAddress(ipv6High: 0, low: 1, port: 0)
        #expect(try Self.lines(read, answer).contains("Contact: <sip:10%30@[0:0:0:0:0:0:0:1]>"))
    }

    @Test("A grant of a token is a 202 without a subscription; OPTIONS hear what is allowed")
    func successes() throws {
        var answer = SIPAnswer(.accepted, to: SIPText.source)
        answer.refusesReferSubscription = true
        #expect(try Self.lines(ReadMessage(SIPText.request("REFER")), answer).contains("Refer-Sub: false"))
        let options = try Self.lines(ReadMessage(SIPText.request("OPTIONS")), SIPAnswer(.ok, to: SIPText.source))
        #expect(options.contains { $0.hasPrefix("Allow: ") })
    }

    @Test("An answer that does not fit leaves the output as it was, whatever the space")
    func outputFull() throws {
        let read = ReadMessage(SIPText.register)
        var answer = SIPAnswer(.ok, to: SIPText.source)
        answer.binding = SIPAnswer.Binding(contact: try #require(read.contacts?.first), seconds: 60)
        answer.date = SIPDate(unixSeconds: 0)
        let whole = try read.answered(answer)
        for capacity in 0...whole.count {
            var isFull = false
            let bytes = [UInt8](capacity: capacity) { output in
                do throws(SIPOutputFull) {
                    try answer.write(answering: read.message, in: read.bytes.span, into: &output)
                } catch {
                    isFull = true
                }
            }
            // An array may have more space than it was asked for.
            #expect(isFull ? bytes.isEmpty : bytes == whole)
            if capacity == whole.count { #expect(!isFull) }
        }
    }

    @Test(
        "Dates are those of the calendar",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"), (.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
            (-1, "Thu, 01 Jan 1970 00:00:00 GMT"),
        ])
    func dates(seconds: Int64, text: String) throws {
        let bytes = try Written.bytes { output throws(SIPOutputFull) in
            try SIPDate(unixSeconds: seconds).write(into: &output)
        }
        #expect(Written.text(bytes) == text)
    }
}
