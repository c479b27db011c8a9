import Registration
import Testing

@testable import Signalling

@Suite struct SIPMessageTests {
    @Test("A REGISTER is read field by field")
    func register() throws {
        let read = ReadMessage(SIPText.register)
        let message = read.message
        #expect(read.fault == nil)
        #expect(message.isRequest && message.isAnswerable)
        #expect(message.method == .register)
        #expect(read.text(message.methodName) == "REGISTER")
        #expect(read.text(message.requestURI) == "sip:10.0.0.1")
        #expect(message.via.transport == .udp)
        #expect(read.text(message.via.host) == "10.0.0.7")
        #expect(message.via.port == 5_062)
        #expect(read.transaction == 0xA1)
        #expect(message.via.asksForResponsePort && !message.via.responsePort.isPresent)
        #expect(read.text(message.from.displayName) == "One")
        #expect(read.text(message.from.uri) == "sip:1001@10.0.0.1")
        #expect(read.number(message.from.tag) == 0xF1)
        #expect(!message.to.tag.isPresent)
        #expect(read.text(message.callID) == "00000000000000c1@10.0.0.7")
        #expect(message.sequence.number == 7 && message.sequence.method == .register)
        #expect(message.maxForwards == 70)
        #expect(message.expiresSeconds == 1_200)
        #expect(message.contentLength == 0)
        #expect(read.text(.userAgent) == "phone/1")
        #expect(message.fieldCount == 10)
        let contact = try #require(read.contacts?.first)
        #expect(contact.expiresSeconds == 600)
        #expect(contact.preferenceThousandths == 700)
    }

    @Test("Compact names, any case and blanks before the colon mean the same")
    func compactNames() {
        let read = ReadMessage(
            SIPText.wire(
                """
                REFER sip:10.0.0.1 SIP/2.0
                v: SIP/2.0/TCP h;branch=z9hG4bK1
                f \t: <sip:a@b>;tag=1
                T: <sip:c@d>
                i:x
                cSEQ: 1 REFER
                m: <sip:a@h>
                k: path
                R: <urn:x>
                b: <sip:a@b>
                c: application/sdp
                L: 2

                ab
                """))
        #expect(read.fault == nil)
        #expect(read.text(.callID) == "x")
        #expect(read.text(.contact) == "<sip:a@h>")
        #expect(read.text(.supported) == "path")
        #expect(read.text(.referTo) == "<urn:x>")
        #expect(read.text(.referredBy) == "<sip:a@b>")
        #expect(read.text(.contentType) == "application/sdp")
        #expect(read.text(read.message.body) == "ab")
    }

    @Test("Every known name is found, in full and short, and no other")
    func names() {
        for name in SIPFieldName.allCases where name != .unknown {
            for spelled in ["\(name.name)", "\(name.name)".uppercased(), "\(name.name)".lowercased()] {
                #expect(Self.lookUp(spelled) == name, "\(spelled)")
                #expect(Self.lookUp(spelled + "x") == .unknown)
                // "To" without its last letter is its own short form.
                if name != .to { #expect(Self.lookUp(String(spelled.dropLast())) != name) }
            }
            if let compact = name.compactName { #expect(Self.lookUp(String(UnicodeScalar(compact))) == name) }
        }
        for name in ["", "x", "Subject", "WWW-Authenticat\u{45}x", "Via-Via"] { #expect(Self.lookUp(name) == .unknown) }
    }

    private static func lookUp(_ name: String) -> SIPFieldName {
        var letters = SIPFieldNameTable.Letters()
        for (index, letter) in name.utf8.enumerated() where index < 16 { letters.put(letter, at: index) }
        return name.utf8.count <= 16 ? SIPFieldNameTable.all[letters] : .unknown
    }

    @Test(
        "Each field that must be there is missed by name",
        arguments: [
            ("Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bK00000000000000a1;rport\n", SIPFieldName.via),
            ("From: \"One\" <sip:1001@10.0.0.1>;tag=00000000000000f1\n", .from), ("To: <sip:1001@10.0.0.1>\n", .to),
            ("Call-ID: 00000000000000c1@10.0.0.7\n", .callID), ("CSeq: 7 REGISTER\n", .cSeq),
        ])
    func missing(line: String, name: SIPFieldName) {
        let read = ReadMessage(SIPText.wire(SIPTextCases.register(replacing: line, by: "")))
        #expect(read.fault?.kind == .missingField)
        #expect(read.fault?.field == name)
        #expect(!read.message.isAnswerable)
    }

    @Test(
        "A malformed value is a fault of its field",
        arguments: [
            ("CSeq: 7 REGISTER", "CSeq: 2147483648 REGISTER", SIPFieldName.cSeq),
            ("CSeq: 7 REGISTER", "CSeq: 7REGISTER", .cSeq), ("CSeq: 7 REGISTER", "CSeq: REGISTER", .cSeq),
            ("CSeq: 7 REGISTER", "CSeq: 7 REGISTER 8", .cSeq), ("CSeq: 7 REGISTER", "CSeq: -7 REGISTER", .cSeq),
            ("Max-Forwards: 70", "Max-Forwards: 256", .maxForwards),
            ("Max-Forwards: 70", "Max-Forwards:", .maxForwards),
            ("Max-Forwards: 70", "Max-Forwards: seven", .maxForwards),
            ("Content-Length: 0", "Content-Length: 2147483648", .contentLength),
            ("Content-Length: 0", "Content-Length: 18446744073709551616", .contentLength),
            ("Content-Length: 0", "Content-Length: 0x10", .contentLength), ("Content-Length: 0", "l:", .contentLength),
            ("To: <sip:1001@10.0.0.1>", "To: <sip:1001@10.0.0.1", .to), ("To: <sip:1001@10.0.0.1>", "To: <sip:>", .to),
            ("To: <sip:1001@10.0.0.1>", "To: ", .to), ("To: <sip:1001@10.0.0.1>", "To: <sip:a@b>, <sip:c@d>", .to),
            ("To: <sip:1001@10.0.0.1>", "To: <sip:a@b>;tag=", .to), ("To: <sip:1001@10.0.0.1>", "To: \"a\\", .to),
            ("Call-ID: 00000000000000c1@10.0.0.7", "Call-ID: a b", .callID), ("10.0.0.7:5062;b", "10.0.0.7:0;b", .via),
            ("10.0.0.7:5062;b", "10.0.0.7:65536;b", .via), ("10.0.0.7:5062;b", "[::1;b", .via), ("/UDP", "/", .via),
            ("SIP/2.0/UDP", "HTTP/2.0/UDP", .via), ("SIP/2.0/UDP", "SIP/3.0/UDP", .via),
        ])
    func malformed(old: String, new: String, name: SIPFieldName) {
        let read = ReadMessage(SIPText.wire(SIPTextCases.register(replacing: old, by: new)))
        #expect(read.fault?.kind == .malformedField)
        #expect(read.fault?.field == name)
        #expect(read.message.isAnswerable == (name != .via))
    }

    @Test("The largest numbers that are allowed are taken")
    func largestNumbers() {
        let text = SIPTextCases.register(replacing: "CSeq: 7 ", by: "CSeq: 2147483647 ")
            .replacing("Max-Forwards: 70", with: "Max-Forwards: 255").replacing(":5062;branch", with: ":65535;branch")
            .replacing("Expires: 1200", with: "Expires: 4294967295")
        let read = ReadMessage(SIPText.wire(text))
        #expect(read.fault == nil)
        #expect(read.message.sequence.number == 2_147_483_647)
        #expect(read.message.via.port == 65_535)
        #expect(read.message.expiresSeconds == .max)
    }

    @Test("Content-Length of a body is exact; too large is a fault, too small ignores the rest")
    func contentLength() {
        for (length, fault) in [(3, nil), (5, nil), (6, SIPFault.Kind.bodyTruncated)] {
            let read = ReadMessage(SIPText.request("OPTIONS", "Content-Length: \(length)") + Array("hello".utf8))
            #expect(read.fault?.kind == fault)
            if fault == nil { #expect(read.message.body.count == length) }
        }
        #expect(ReadMessage(SIPText.request("OPTIONS") + Array("hello".utf8)).message.body.count == 5)
        #expect(ReadMessage(SIPText.request("OPTIONS"), framing: .stream).fault?.kind == .missingField)
    }

    @Test(
        "Single fields that come twice are a fault",
        arguments: ["To: <sip:a@b>", "Expires: 5", "l: 0", "cseq: 1 OPTIONS"])
    func repeated(line: String) {
        #expect(ReadMessage(SIPText.request("OPTIONS", line, line)).fault?.kind == .repeatedField)
    }

    @Test("Up to the limit of fields all are read; one more is a fault")
    func fieldLimit() {
        let limits = SIPLimits(messageByteCountMax: 65_535, fieldCountMax: 20)
        for (count, isFault) in [(15, false), (16, true)] {
            let lines = (0..<count).map { "X-\($0): 1" }.joined(separator: "\n")
            let read = ReadMessage(SIPText.request("OPTIONS", lines), limits: limits)
            #expect((read.fault?.kind == .tooManyFields) == isFault)
            #expect(read.message.isAnswerable)
        }
        let lines = Array(repeating: "Contact: <sip:a@b>", count: 200).joined(separator: "\n")
        #expect(ReadMessage(SIPText.request("OPTIONS", lines)).fault?.kind == .tooManyFields)
    }

    @Test("A message of the largest size is read; one byte more is a fault that is answered with 513")
    func sizeLimit() {
        let head = SIPText.request("OPTIONS")
        let full = head + [UInt8](repeating: 0x61, count: 65_535 - head.count)
        #expect(ReadMessage(full).fault == nil)
        #expect(ReadMessage(full).message.body.upperBound == 65_535)
        let over = ReadMessage(full + [0x61])
        #expect(over.fault?.kind == .messageTooLarge)
        #expect(over.fault?.status == .messageTooLarge)
    }

    @Test("Line ends other than CRLF are a fault", arguments: ["\r", "\n"])
    func brokenLines(end: String) {
        let text = SIPText.wire(SIPTextCases.register(replacing: "Expires: 1200", by: "Expires: 1200@X: y"))
        let broken = text.map { $0 == 0x40 ? UInt8(end.utf8.first ?? 0) : $0 }
        #expect(ReadMessage(broken).fault?.kind == .brokenLine)
    }

    @Test("Empty lines before the message are passed over")
    func leadingLines() {
        let read = ReadMessage(Array("\r\n\r\n".utf8) + SIPText.register)
        #expect(read.fault == nil)
        #expect(read.text(read.message.methodName) == "REGISTER")
    }

    @Test("A message that is used again keeps nothing of the last one")
    func reuse() throws {
        var message = SIPMessage()
        let register = SIPText.register
        try message.read(register.span, framing: .datagram)
        let response = SIPText.wire(
            "SIP/2.0 200 OK\nVia: SIP/2.0/UDP h\nf: <sip:a@b>\nt: <sip:a@b>\ni: x\ncseq: 1 OPTIONS\n\n")
        try message.read(response.span, framing: .datagram)
        #expect(!message.isRequest && message.method == .unknown)
        #expect(message.status == .ok)
        #expect(message.expiresSeconds == nil && message.maxForwards == nil && message.contentLength == nil)
        #expect(!message.fields[.contact].isPresent && !message.via.branch.isPresent)
        #expect(message.fields.count == 5)
    }

    @Test("Numbers of responses are read", arguments: [("18000;duration=3600", 18_000), ("120 (busy)", 120)])
    func retryAfter(value: String, seconds: UInt32) {
        let read = ReadMessage(
            SIPText.wire(
                """
                SIP/2.0 503 Service Unavailable
                Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bKa1;received=192.0.2.9;rport=4021
                From: <sip:a@b>;tag=1
                To: <sip:a@b>;tag=2
                Call-ID: x
                CSeq: 1 REGISTER
                Retry-After: \(value)
                Min-Expires: 30


                """))
        #expect(read.fault == nil)
        #expect(read.waits.retryAfter == seconds)
        #expect(read.waits.minExpires == 30)
        #expect(read.text(read.message.via.received) == "192.0.2.9")
        #expect(read.text(read.message.via.responsePort) == "4021")
    }
}
