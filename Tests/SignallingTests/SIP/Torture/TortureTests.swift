import Registration
import Testing

@testable import Signalling

/// The torture cases of RFC 4475, made anew.
@Suite struct TortureTests {
    @Test("Messages that the grammar forbids are refused or dropped", arguments: TortureCase.invalidSyntax)
    func invalidSyntax(torture: TortureCase) { #expect(torture.actual == torture.outcome) }

    @Test("Messages that ask too much are answered as the RFC says", arguments: TortureCase.application)
    func application(torture: TortureCase) { #expect(torture.actual == torture.outcome) }

    @Test("3.1.1.1 A short tortuous INVITE is read field by field")
    func tortuous() throws {
        let read = ReadMessage(
            SIPText.wire(
                """
                INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                TO :
                 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                  ;
                  tag = 98asjd8
                MaX-fOrWaRdS: 0068
                Call-ID: case.ndaksdj@192.0.2.1
                Content-Length   : 4
                cseq: 0009
                  INVITE
                Via  : SIP  /   2.0
                 /UDP
                    192.0.2.2;branch=390skdjuw
                s :
                NewFangledHeader:   newfangled value
                 continued newfangled value
                UnknownHeaderWithUnusualValue: ;;,,;;,;
                Content-Type: application/sdp
                Route:
                 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
                v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                  branch  =   z9hG4bK9ikj8  ,
                 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                 z9hG4bK30239
                m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                      newvalue ;
                  secondparam ; q = 0.33

                v=0

                """))
        #expect(read.fault == nil)
        let message = read.message
        #expect(message.method == .invite)
        #expect(read.text(message.to.uri) == "sip:vivekg@chair-dnrc.example.com")
        #expect(read.text(message.to.tag) == "1918181833n")
        #expect(read.text(message.from.displayName) == "J Rosenberg \\\\\\\"")
        #expect(read.text(message.from.uri) == "sip:jdrosen@example.com")
        #expect(read.text(message.from.tag) == "98asjd8")
        #expect(message.maxForwards == 68)
        #expect(message.sequence.number == 9)
        #expect(message.via.transport == .udp)
        #expect(read.text(message.via.host) == "192.0.2.2")
        #expect(read.text(message.via.branch) == "390skdjuw")
        #expect(read.transaction == nil)
        #expect(message.contentLength == 4)
        let contacts = try #require(read.contacts)
        #expect(contacts.map { read.text($0.uri) } == ["sip:jdrosen@example.com"])
        #expect(contacts.map(\.preferenceThousandths) == [330])
        let answer = Written.text(try read.answered(SIPAnswer(.ok, to: SIPText.source)))
        #expect(answer.contains("Via: SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw;received=10.0.0.7\r\n"))
        #expect(answer.contains("Via: SIP  / 2.0  / TCP     spindle.example.com   ;\r\n"))
        #expect(answer.contains("z9hG4bK30239\r\n"))
    }

    @Test("3.1.1.2 Every valid character is taken where it may stand")
    func widestCharacters() throws {
        let method = "!interesting-Method0123456789_*+`.%indeed'~"
        var text = SIPText.wire(
            """
            \(method) sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0
            Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~
            To: "BEL:\\@ NUL:\\@ DEL:\\@" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>
            From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%="г";tag=_token~1'+`*%!-.
            Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/"][?}{
            CSeq: 139122385 \(method)
            Max-Forwards: 255
            extensionHeader-!.%*+_`'~: \u{FEFF}大停電
            Content-Length: 0


            """)
        let controls: [UInt8] = [0x07, 0x00, 0x7F]
        for (index, place) in text.indices.filter({ text[$0] == 0x5C && text[$0 + 1] == 0x40 }).enumerated() {
            text[place + 1] = controls[index]
        }
        let read = ReadMessage(text)
        #expect(read.fault == nil)
        #expect(read.message.method == .unknown)
        #expect(read.text(read.message.methodName) == method)
        #expect(read.text(read.message.from.tag) == "_token~1'+`*%!-.")
        #expect(read.text(read.message.from.displayName) == "token1~` token2'+_ token3*%!.- ")
        #expect(read.message.maxForwards == 255)
        #expect(read.refusal == 501)
    }

    @Test("3.1.1.3 Escapes in addresses are kept as they are, and undone for the name of a device")
    func escapes() throws {
        let read = ReadMessage(
            SIPText.request("INVITE", uri: "sip:sips%3Auser%40example.com@example.net", "Contact: <sip:c@h;x=%73>"))
        #expect(read.fault == nil)
        guard case .invite(let user) = read.demand() else {
            Issue.record("not an INVITE")
            return
        }
        #expect(read.text(user) == "sips%3Auser%40example.com")
        let name = ReadMessage(SIPText.request("REGISTER", "Contact: <sip:a@b>")).registration?.device
        let escaped = SIPTextCases.register(replacing: "sip:1001@10.0.0.1>", by: "sip:%31%30%301@10.0.0.1>")
        #expect(ReadMessage(SIPText.wire(escaped)).registration?.device == name)
    }

    @Test("3.1.1.4 Escaped NULs make a user of their own")
    func escapedNulls() throws {
        let names = try ["null-%00-null", "null-%01-null", "null-"].map { user in
            let text = SIPTextCases.register(replacing: "To: <sip:1001@", by: "To: <sip:\(user)@")
            return try #require(ReadMessage(SIPText.wire(text)).registration?.device)
        }
        #expect(Set(names).count == 3)
        #expect(names[0].description.hasPrefix("~"))
        #expect(names[2] == DeviceName("null-"))
    }

    @Test("3.1.1.5 A per cent sign that is no escape is itself")
    func noEscape() {
        let read = ReadMessage(
            SIPText.wire(
                """
                RE%47IST%45R sip:registrar.example.com SIP/2.0
                To: "%Z%45" <sip:resource@example.com>
                From: "%Z%45" <sip:resource@example.com>;tag=f232jadfj23
                Call-ID: esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf
                Via: SIP/2.0/TCP host.example.com;rport;branch=z9hG4bK209%fzsnel234
                CSeq: 29344 RE%47IST%45R
                Contact: <sip:alias1@host1.example.com>
                Content-Length: 0


                """))
        #expect(read.fault == nil)
        #expect(read.text(read.message.to.displayName) == "%Z%45")
        #expect(read.text(read.message.via.branch) == "z9hG4bK209%fzsnel234")
        #expect(read.refusal == 501)
    }

    @Test("3.1.1.6 A name needs no blank before its bracket")
    func noBlank() {
        let text = SIPTextCases.register(replacing: "From: \"One\" <", by: "From: One<")
        let read = ReadMessage(SIPText.wire(text))
        #expect(read.fault == nil)
        #expect(read.text(read.message.from.displayName) == "One")
    }

    @Test("3.1.1.7 Long values and 34 Vias are read, and all Vias answered in their order")
    func longValues() throws {
        let vias = (0..<34).map { "Via: SIP/2.0/TCP sip\($0).example.com;branch=z9hG4bK\($0)\n" }.joined()
        let text = SIPTextCases.register(replacing: "Max-Forwards: 70\n", by: "\(vias)Max-Forwards: 70\n")
            .replacing("\"One\"", with: "\"\(String(repeating: "I have a user name of extreme length ", count: 40))\"")
            .replacing("tag=00000000000000f1", with: "tag=12\(String(repeating: "982424", count: 50))")
        let read = ReadMessage(SIPText.wire(text))
        #expect(read.fault == nil)
        #expect(read.message.from.tag.count == 302)
        let answer = Written.text(try read.answered(SIPAnswer(.ok, to: SIPText.source), capacity: 16_384))
        let hosts = answer.split(separator: "\r\n").filter { $0.hasPrefix("Via: ") }.dropFirst()
        #expect(hosts.map { $0 + "\n" }.joined() == vias)
    }

    @Test("3.1.1.8 What follows the message in its datagram is ignored")
    func trailingOctets() {
        let read = ReadMessage(SIPText.register + SIPText.request("INVITE"))
        #expect(read.fault == nil)
        #expect(read.message.method == .register)
        #expect(read.message.body.isEmpty)
    }

    @Test("3.1.1.9 Semicolons in the user are no parameters")
    func semicolonsInUser() throws {
        let read = ReadMessage(SIPText.request("OPTIONS", uri: "sip:user;par=u%40example.net@example.com"))
        #expect(read.fault == nil)
        let uri = try #require(read.uri(read.message.requestURI))
        #expect(read.text(uri.user) == "user;par=u%40example.net")
        #expect(read.text(uri.host) == "example.com")
        #expect(!uri.parameters.isPresent)
    }

    @Test("3.1.1.10 Unknown transports are read", arguments: ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"])
    func transports(name: String) {
        let text = SIPTextCases.register(replacing: "SIP/2.0/UDP", by: "SIP/2.0/\(name)")
        let read = ReadMessage(SIPText.wire(text))
        #expect(read.fault == nil)
        let expected: [String: SIPVia.Transport] = ["UDP": .udp, "TCP": .tcp, "TLS": .tls]
        #expect(read.message.via.transport == expected[name] ?? .other)
    }

    @Test("3.1.1.11 A body with binary parts is a body, whatever is in it")
    func multipart() {
        let body: [UInt8] = Array("--7a9c\r\n\r\n".utf8) + (0...255).map { UInt8($0) } + Array("\r\n--7a9c--\r\n".utf8)
        let head = SIPTextCases.register(replacing: "Content-Length: 0", by: "Content-Length: \(body.count)")
        let read = ReadMessage(SIPText.wire(head) + body)
        #expect(read.fault == nil)
        #expect(Array(read.bytes[read.message.body.bounds]) == body)
    }

    @Test(
        "3.1.1.12 and 13 Phrases may be anything, or nothing",
        arguments: [" = 2**3 * 5**2 но сто девяносто девять - простое", " ", ""])
    func phrases(phrase: String) {
        let read = ReadMessage(
            SIPText.wire(
                """
                SIP/2.0 200\(phrase)
                Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923
                Call-ID: unreason.1234ksdfak3j2erwedfsASdf
                CSeq: 35 INVITE
                From: sip:user@example.com;tag=11141343
                To: sip:user@example.edu;tag=2229
                Content-Length: 0


                """))
        #expect(read.fault == nil)
        #expect(read.message.status == .ok)
        #expect(read.text(read.message.reasonPhrase) == phrase.dropFirst())
        #expect(read.text(read.message.from.tag) == "11141343")
    }

    @Test("3.1.2.4 Expires beyond 32 bits counts as the largest")
    func largeExpires() throws {
        let text = SIPTextCases.register(replacing: "Expires: 1200", by: "Expires: 1000000000000000000000")
            .replacing("expires=600", with: "expires=280297596632815")
        let read = ReadMessage(SIPText.wire(text))
        #expect(read.message.expiresSeconds == .max)
        #expect(try #require(read.contacts).map(\.expiresSeconds) == [.max])
        #expect(try #require(read.registration).purpose == .bind(seconds: 3_600))
    }

    @Test("3.3.10 A response whose Via is not ours shows it")
    func foreignVia() {
        let read = ReadMessage(
            SIPText.wire(
                """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23
                Call-ID: bcast.0384840201234ksdfak3j2erwedfsASdf
                CSeq: 35 INVITE
                From: sip:user@example.com;tag=11141343
                To: sip:user@example.edu;tag=2229
                Content-Length: 0


                """))
        #expect(read.fault == nil)
        let host = read.message.via.ipv4(in: read.bytes.span)
        #expect(host == .max)
        #expect(!read.message.isAnswerable)
    }
}
