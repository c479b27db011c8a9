import Registration
import Testing

@testable import ControllerServer

@Suite struct SIPRegistrarTests {
    private static let device = DeviceName("1001")

    private static func statuses(_ answers: [TestAnswer]) -> [Int] { answers.map(\.status) }

    @Test("A REGISTER is answered when the device is in the table, with what was bound")
    func register() throws {
        let registrar = TestRegistrar(try TestLoops())
        let answers = try registrar.send(TestRegistrar.register())
        #expect(Self.statuses(answers) == [200])
        let answer = try #require(answers.first)
        #expect(answer.fields["Contact"] == "<sip:1001@10.0.0.7:5062>;expires=600")
        #expect(answer.fields["Date"] == "Sat, 13 Nov 2010 23:30:00 GMT")
        #expect(answer.fields["To"]?.contains(";tag=") == true)
        #expect(answer.port == 5_062)
        let device = try #require(Self.device)
        #expect(registrar.test.core.entry(of: device) != nil)
        #expect(registrar.bindings.count == 1 && registrar.test.devices.count == 0)
        #expect(registrar.test.loop.exchangeCount == 0)
    }

    @Test("The same request again gets the same answer, tag and all, and registers nothing")
    func repetition() throws {
        let registrar = TestRegistrar(try TestLoops())
        let first = try registrar.send(TestRegistrar.register())
        let second = try registrar.send(TestRegistrar.register())
        #expect(first.map(\.fields) == second.map(\.fields))
        #expect(registrar.test.core.counts[.registered] == 1 && registrar.test.core.counts[.renewed] == 0)
    }

    @Test("A request that is older than the last is refused and changes nothing")
    func outdated() throws {
        let registrar = TestRegistrar(try TestLoops())
        try registrar.send(TestRegistrar.register(sequence: 5))
        #expect(Self.statuses(try registrar.send(TestRegistrar.register(sequence: 4, host: "10.9.9.9"))) == [500])
        let invite = try registrar.send(TestRegistrar.request("INVITE", call: "c9"))
        #expect(invite.first?.fields["Contact"] == "<sip:1001@10.0.0.7:5062>")
    }

    @Test("While a storm is queued, a device that is bound refreshes at once; one that moved waits its turn")
    func refresh() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 10))
        #expect(Self.statuses(try registrar.send(TestRegistrar.register())) == [200])
        for user in 2_000..<2_200 {
            #expect(try registrar.send(TestRegistrar.register("\(user)", call: "s\(user)")).count <= 1)
        }
        let refreshed = try registrar.send(TestRegistrar.register(sequence: 2))
        #expect(Self.statuses(refreshed) == [200])
        let moved = TestRegistrar.register(sequence: 3, host: "10.0.0.8:5062")
        #expect(Self.statuses(try registrar.send(moved)) == [])
        #expect(Self.statuses(try registrar.send(moved)) == [])
        registrar.test.advance(by: .seconds(21))
        let answers = try registrar.hear().filter { $0.fields["CSeq"] == "3 REGISTER" }
        #expect(answers.map { $0.fields["Contact"] } == ["<sip:1001@10.0.0.8:5062>;expires=600"])
    }

    @Test("A newer request of a device that waits takes the older one's place")
    func newerWhileWaiting() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        try registrar.send(TestRegistrar.register("9", call: "c9"))
        try registrar.send(TestRegistrar.register("8", call: "c8"))
        try registrar.send(TestRegistrar.register("7", call: "c7"))
        #expect(try registrar.send(TestRegistrar.register(sequence: 1)).isEmpty)
        #expect(try registrar.send(TestRegistrar.register(sequence: 2, host: "10.0.0.8")).isEmpty)
        registrar.test.advance(by: .seconds(6))
        let answers = try registrar.hear().filter { $0.fields["Call-ID"] == "c1@10.0.0.7" }
        #expect(answers.map { $0.fields["CSeq"] } == ["2 REGISTER"])
    }

    @Test("A binding ends at its instant, and its device leaves the table with the next sweep")
    func expiry() throws {
        let registrar = TestRegistrar(try TestLoops())
        let device = try #require(Self.device)
        try registrar.send(TestRegistrar.register(seconds: 60))
        registrar.test.clock.advance(by: .milliseconds(59_999))
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("INVITE", call: "i1"))) == [302])
        registrar.test.clock.advance(by: .milliseconds(1))
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("INVITE", call: "i2"))) == [404])
        for part in 0..<registrar.bindings.partCount { registrar.registrar.sweep(part: part) }
        #expect(registrar.test.core.entry(of: device) == nil && registrar.bindings.count == 0)
        #expect(registrar.test.loop.counters[.sipBindingsExpired] == 1)
        #expect(Self.statuses(try registrar.send(TestRegistrar.register(sequence: 9))) == [200])
    }

    @Test("A device leaves by Expires 0, or with all by a star", arguments: ["<sip:1001@10.0.0.7:5062>", "*"])
    func leave(contact: String) throws {
        let registrar = TestRegistrar(try TestLoops())
        let device = try #require(Self.device)
        try registrar.send(TestRegistrar.register())
        let leaving = TestRegistrar.request(
            "REGISTER", sequence: 2, extra: ["Contact: \(contact)", "Expires: 0"])
        #expect(Self.statuses(try registrar.send(leaving)) == [200])
        #expect(registrar.test.core.entry(of: device) == nil && registrar.bindings.count == 0)
    }

    @Test("An older request does not take the place of the one that waits")
    func olderWhileWaiting() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        for user in 1...3 { try registrar.send(TestRegistrar.register("\(user)", call: "c\(user)")) }
        #expect(try registrar.send(TestRegistrar.register(call: "w1", sequence: 5)).isEmpty)
        let older = TestRegistrar.register(call: "w1", sequence: 4, host: "10.9.9.9")
        #expect(Self.statuses(try registrar.send(older)) == [500])
        registrar.test.advance(by: .seconds(6))
        let answers = try registrar.hear().filter { $0.fields["Call-ID"] == "w1@10.0.0.7" }
        #expect(answers.map { $0.fields["Contact"] } == ["<sip:1001@10.0.0.7:5062>;expires=600"])
    }

    /// A REGISTER of one line of a phone that says its name.
    private static func line(_ user: String, seconds: Int = 600, sequence: Int = 1) -> String {
        let device = "+u.sip!devicename.ccm.cisco.com=\"SEP0123456789AB\""
        return TestRegistrar.request(
            "REGISTER", user: user, call: "l\(user)", sequence: sequence,
            extra: ["Contact: <sip:\(user)@10.0.0.7:5062>;\(device)", "Expires: \(seconds)"])
    }

    @Test("The lines of a phone wait together, are all answered, and the phone leaves with the last of them")
    func lines() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let phone = DeviceName(macAddress: 0x0123_4567_89AB)
        for user in 1...3 { try registrar.send(TestRegistrar.register("\(user)", call: "c\(user)")) }
        #expect(try registrar.send(Self.line("2001")).isEmpty)
        #expect(try registrar.send(Self.line("2002")).isEmpty)
        registrar.test.advance(by: .seconds(6))
        let answers = try registrar.hear().filter { $0.fields["Call-ID"]?.hasPrefix("l") == true }
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers.map { $0.fields["Call-ID"] } == ["l2001@10.0.0.7", "l2002@10.0.0.7"])
        #expect(Self.statuses(try registrar.send(Self.line("2001", seconds: 0, sequence: 2))) == [200])
        #expect(registrar.test.core.entry(of: phone) != nil)
        #expect(Self.statuses(try registrar.send(Self.line("2002", seconds: 0, sequence: 2))) == [200])
        #expect(registrar.test.core.entry(of: phone) == nil)
    }

    /// The Contact of what a query for the bindings of a user is answered.
    private static func bindings(of user: String, at registrar: TestRegistrar, sequence: Int) throws -> String? {
        let query = TestRegistrar.request("REGISTER", user: user, call: "q\(user)", sequence: sequence)
        return try registrar.send(query).first?.fields["Contact"]
    }

    @Test("A query is told all bindings and the time that is left of each; the last of them where all are too much")
    func query() throws {
        let registrar = TestRegistrar(try TestLoops())
        #expect(try Self.bindings(of: "2001", at: registrar, sequence: 1) == nil)
        for (phone, host) in ["10.0.0.7", "10.0.0.8"].enumerated() {
            let name = "+u.sip!devicename.ccm.cisco.com=\"SEP00000000000\(phone)\""
            try registrar.send(
                TestRegistrar.request(
                    "REGISTER", user: "2001", call: "p\(phone)",
                    extra: ["Contact: <sip:2001@\(host)>;\(name)", "Expires: 600"]))
            registrar.test.clock.advance(by: .milliseconds(1_500))
        }
        #expect(
            try Self.bindings(of: "2001", at: registrar, sequence: 2)
                == "<sip:2001@10.0.0.7>;expires=597, <sip:2001@10.0.0.8>;expires=599")
        for phone in 2..<8 {
            let name = "+u.sip!devicename.ccm.cisco.com=\"SEP00000000000\(phone)\""
            let host = String(repeating: "h", count: 200) + "\(phone)"
            try registrar.send(
                TestRegistrar.request(
                    "REGISTER", user: "2001", call: "p\(phone)",
                    extra: ["Contact: <sip:2001@\(host)>;\(name)", "Expires: 600"]))
        }
        let told = try #require(try Self.bindings(of: "2001", at: registrar, sequence: 3))
        #expect(told.hasSuffix("h7>;expires=600") && !told.contains("h2>"), "\(told)")
    }

    @Test("More bindings than there is room for are refused, under however many addresses one device asks")
    func bindingsFull() throws {
        let registrar = TestRegistrar(try TestLoops(), capacity: 2)
        var statuses: [Int] = []
        for user in 2_001...2_004 { statuses += Self.statuses(try registrar.send(Self.line("\(user)"))) }
        #expect(statuses == [200, 200, 503, 503])
        #expect(registrar.bindings.count == 2)
        #expect(Self.statuses(try registrar.send(Self.line("2001", seconds: 0, sequence: 2))) == [200])
        #expect(Self.statuses(try registrar.send(Self.line("2003", sequence: 2))) == [200])
        #expect(registrar.bindings.count == 2)
    }

    @Test("An answer is never more than twice its request and 512 bytes: what would be is not sent")
    func amplification() throws {
        let registrar = TestRegistrar(try TestLoops())
        let user = String(repeating: "u", count: 200)
        let contact = TestRegistrar.request(
            "REGISTER", extra: ["Contact: <sip:\(user)@10.0.0.7:5062>", "Expires: 600"])
        #expect(Self.statuses(try registrar.send(contact)) == [200])
        let short =
            "INVITE sip:1001@h SIP/2.0\nv: SIP/2.0/UDP h;rport;branch=z9hG4bK1\nf: <sip:a@h>;tag=1\nt: <sip:1001@h>\n"
            + "i: 1\nCSeq: 1 INVITE\n\n"
        let answers = try registrar.send(short)
        #expect(Self.statuses(answers) == [302])
        #expect((answers.first?.byteCount ?? .max) <= 2 * (short.utf8.count + 8) + 512)
    }

    @Test("A device that leaves while it waits is not registered when its turn comes")
    func leaveWhileWaiting() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let device = try #require(Self.device)
        for user in 1...3 { try registrar.send(TestRegistrar.register("\(user)", call: "c\(user)")) }
        #expect(try registrar.send(TestRegistrar.register(call: "w1")).isEmpty)
        let leaving = TestRegistrar.request(
            "REGISTER", call: "w1", sequence: 2, extra: ["Contact: <sip:1001@10.0.0.7:5062>", "Expires: 0"])
        #expect(Self.statuses(try registrar.send(leaving)) == [200])
        registrar.test.advance(by: .seconds(6))
        #expect(registrar.test.core.entry(of: device) == nil)
        #expect(try registrar.hear().allSatisfy { $0.fields["Call-ID"] != "w1@10.0.0.7" })
    }

    @Test("The ping of a Cisco phone is answered with the date and changes nothing")
    func ping() throws {
        let registrar = TestRegistrar(try TestLoops())
        try registrar.send(TestRegistrar.register())
        let ping = TestRegistrar.request(
            "REGISTER", call: "p1",
            extra: ["Contact: <sip:1001@10.0.0.7:5062>;expires=0;cisco-keep-alive", "Expires: 0"])
        let answers = try registrar.send(ping)
        #expect(Self.statuses(answers) == [200])
        #expect(answers.first?.fields["Date"] != nil)
        #expect(registrar.bindings.count == 1)
    }

    @Test("A token is granted with 202, or denied with 486 and a time in whole seconds", arguments: [true, false])
    func token(isGranted: Bool) throws {
        let registrar = TestRegistrar(try TestLoops(law: isGranted ? .all : .none))
        let refer = TestRegistrar.request(
            "REFER",
            extra: [
                "Require: norefersub", "Refer-To: <urn:X-cisco-remotecc:token-registration>",
                "Contact: <sip:1001@10.0.0.7:5062>",
            ])
        let answers = try registrar.send(refer)
        #expect(Self.statuses(answers) == [isGranted ? 202 : 486])
        #expect(isGranted || (answers.first?.fields["Retry-After"].flatMap { Int($0) } ?? 0) >= 1)
        if isGranted {
            try registrar.send(TestRegistrar.register())
            #expect(registrar.test.core.counts[.tokensRedeemed] == 1)
        }
    }

    @Test("A registration that is denied hears 503 and a time of its own")
    func denied() throws {
        let registrar = TestRegistrar(try TestLoops(law: .none))
        let answers = try registrar.send(TestRegistrar.register())
        #expect(Self.statuses(answers) == [503])
        #expect((answers.first?.fields["Retry-After"].flatMap { Int($0) } ?? 0) >= 1)
        #expect(registrar.test.devices.count == 0 && registrar.test.loop.exchangeCount == 0)
    }

    @Test("A server that stops refuses what waits")
    func shutDown() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        for user in 1...5 { try registrar.send(TestRegistrar.register("\(user)", call: "c\(user)")) }
        registrar.test.loop.shutDown()
        let answers = try registrar.hear()
        #expect(answers.count >= 3 && answers.allSatisfy { $0.status == 503 && $0.fields["Retry-After"] == "1" })
        #expect(answers.allSatisfy { $0.fields["Contact"] == nil && $0.fields["CSeq"] == "1 REGISTER" })
    }

    @Test("More devices than the core's table holds are told so")
    func tableFull() throws {
        let registrar = TestRegistrar(try TestLoops(devices: 2))
        var statuses: [Int] = []
        for user in 1...4 {
            statuses += Self.statuses(try registrar.send(TestRegistrar.register("\(user)", call: "c\(user)")))
        }
        #expect(statuses.filter { $0 == 200 }.count >= 2 && statuses.last == 503)
    }

    @Test("Other requests get the answers of a registrar that redirects")
    func others() throws {
        let registrar = TestRegistrar(try TestLoops())
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("OPTIONS"))) == [200])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("INVITE"))) == [404])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("ACK"))) == [])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("CANCEL"))) == [481])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("BYE"))) == [481])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("SUBSCRIBE"))) == [405])
        #expect(Self.statuses(try registrar.send(TestRegistrar.register(seconds: 5))) == [423])
    }

    @Test("What is no request gets no answer, and what is malformed hears 400 where it says whom to tell")
    func malformed() throws {
        let registrar = TestRegistrar(try TestLoops())
        #expect(try registrar.send("\n\n").isEmpty)
        #expect(try registrar.send("garbage").isEmpty)
        #expect(try registrar.send("SIP/2.0 200 OK\n\n").isEmpty)
        let bad = TestRegistrar.register().replacing("CSeq: 1 REGISTER", with: "CSeq: one REGISTER")
        #expect(Self.statuses(try registrar.send(bad)) == [400])
        #expect(registrar.test.loop.counters[.sipMalformedMessages] >= 2)
        #expect(Self.statuses(try registrar.send(TestRegistrar.register())) == [200])
    }

    @Test("Without rport an answer goes to the port of the Via")
    func viaPort() throws {
        let registrar = TestRegistrar(try TestLoops())
        let plain = TestRegistrar.request("OPTIONS").replacing(";rport", with: "")
        #expect(try registrar.send(plain, port: 40_000).map(\.port) == [5_062])
        #expect(try registrar.send(TestRegistrar.request("OPTIONS"), port: 40_000).map(\.port) == [40_000])
    }
}
