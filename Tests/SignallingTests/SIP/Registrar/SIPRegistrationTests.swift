import Registration
import Testing

@testable import Signalling

@Suite struct SIPRegistrationTests {
    private static func register(_ lines: String...) -> ReadMessage {
        ReadMessage(SIPText.request("REGISTER", uri: "sip:10.0.0.1", lines.joined(separator: "\n")))
    }

    private static let cisco = "<sip:x@10.0.0.7>;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-0123456789ab>\""

    @Test("A contact's own expiry comes first, then the message's, then the rule's")
    func expiryOrder() throws {
        let cases: [([String], UInt32)] = [
            (["Contact: <sip:a@b>;expires=600", "Expires: 700"], 600), (["Contact: <sip:a@b>", "Expires: 700"], 700),
            (["Contact: <sip:a@b>"], 3_600), (["Contact: <sip:a@b>", "Expires: soon"], 3_600),
            (["Contact: <sip:a@b>;expires=soon", "Expires: 700"], 3_600), (["Contact: <sip:a@b>;expires=99999"], 3_600),
        ]
        for (lines, seconds) in cases {
            let read = Self.register(lines.joined(separator: "\n"))
            #expect(try #require(read.registration).purpose == .bind(seconds: seconds), "\(lines)")
        }
    }

    @Test("Too brief a time is refused with 423 and the least that is granted", arguments: [1, 59])
    func tooBrief(seconds: UInt32) throws {
        guard case .refused(let refusal) = Self.register("Contact: <sip:a@b>;expires=\(seconds)").demand() else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.status == .intervalTooBrief)
        #expect(refusal.minExpiresSeconds == 60)
        let long = SIPExpiryRule(minSeconds: 7_200, maxSeconds: 9_000, defaultSeconds: 8_000)
        #expect(long.seconds(wished: 3_600) == 3_600)
        #expect(long.seconds(wished: 3_599) == nil)
        #expect(long.seconds(wished: 0) == 0)
        #expect(long.seconds(wished: nil) == 8_000)
        #expect(long.seconds(wished: .max) == 9_000)
    }

    @Test("Expiry 0 unbinds; the first contact that stays is the one that is bound")
    func unbinding() throws {
        #expect(try #require(Self.register("Contact: <sip:a@b>;expires=0").registration).purpose == .unbind)
        #expect(try #require(Self.register("Contact: <sip:a@b>", "Expires: 0").registration).purpose == .unbind)
        let read = Self.register("Contact: <sip:a@old>;expires=0, <sip:a@new>", "m: <sip:a@newer>")
        let registration = try #require(read.registration)
        #expect(registration.purpose == .bind(seconds: 3_600))
        #expect(read.text(registration.contact.uri) == "sip:a@new")
    }

    @Test("\"*\" unbinds all, alone and with Expires 0 only")
    func wildcard() throws {
        let registration = try #require(Self.register("Contact: *", "Expires: 0").registration)
        #expect(registration.purpose == .unbindAll)
        #expect(registration.device == DeviceName("1001"))
        for lines in [
            "Contact: *", "Contact: *\nExpires: 60", "Contact: *, <sip:a@b>\nExpires: 0",
            "Contact: *\nm: *\nExpires: 0",
            "Contact: *;expires=0\nExpires: 0", "Contact: <sip:a@b>,\nExpires: 0", "Contact: ,<sip:a@b>",
        ] { #expect(Self.register(lines).refusal == 400, "\(lines)") }
    }

    @Test("Without a contact nothing changes")
    func query() throws {
        let registration = try #require(Self.register().registration)
        #expect(registration.purpose == .query)
        #expect(!registration.contact.uri.isPresent)
    }

    @Test("The ping of a Cisco phone is no end of its registration, and names the phone")
    func ping() throws {
        let device =
            "\(Self.cisco);+u.sip!devicename.ccm.cisco.com=\"SEP0123456789AB\";+u.sip!model.ccm.cisco.com=\"592\""
        let read = Self.register("Contact: \(device);expires=0;cisco-keep-alive", "Expires: 0")
        let registration = try #require(read.registration)
        #expect(registration.purpose == .ping)
        #expect(registration.device == DeviceName("SEP0123456789AB"))
        #expect(try #require(Self.register("Contact: \(device);expires=0").registration).purpose == .unbind)
    }

    @Test("A phone has the same name by its own word, its instance, and over SCCP")
    func names() throws {
        let phone = try #require(DeviceName("SEP0123456789AB"))
        #expect(Self.register("Contact: \(Self.cisco)").registration?.device == phone)
        #expect(
            Self.register("Contact: <sip:a@b>;+u.sip!devicename.ccm.cisco.com=\"SEP0123456789AB\"").registration?.device
                == phone)
        // A name that is none falls through to the instance.
        #expect(
            Self.register("Contact: \(Self.cisco);+u.sip!devicename.ccm.cisco.com=\"SEP 0123456789AB\"").registration?
                .device == phone)
        #expect(Self.register("Contact: <sip:a@b>").registration?.device == DeviceName("1001"))
    }

    @Test("Instances and long users get names of their own, the same ones each time")
    func hashedNames() throws {
        let instances = [
            "<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>", "<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf7>",
            "<urn:uuid:00000000-0000-0000-0000-0123456789ag>", "x", "",
        ]
        var names = try instances.map {
            try #require(Self.register("Contact: <sip:a@b>;+sip.instance=\"\($0)\"").registration).device
        }
        for user in ["a-user-of-seventeen", "~1001", "%7E1001x", "a%20b"] {
            let text = SIPTextCases.register(replacing: "To: <sip:1001@", by: "To: <sip:\(user)@")
            names.append(try #require(ReadMessage(SIPText.wire(text)).registration).device)
        }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.description.hasPrefix("~") && $0.description.utf8.count == 16 })
        // Fixed for good: controllers of a group, and their next versions, must agree.
        #expect(names[0].description == "~h8_COQRIOWDJpSa")
    }

    @Test("An address of record without a user, or of another scheme, is not found")
    func noUser() {
        for uri in ["sip:10.0.0.1", "tel:+1201", "sip:@host"] {
            let text = SIPTextCases.register(replacing: "To: <sip:1001@10.0.0.1>", by: "To: <\(uri)>")
            #expect(ReadMessage(SIPText.wire(text)).refusal == 404, "\(uri)")
        }
    }

    @Test("A request follows the last one of its Call-ID by a higher number, one of another Call-ID in any case")
    func order() {
        func order(_ number: Int, _ callID: String = "c1@10.0.0.7") -> SIPRequestOrder {
            let text = SIPTextCases.register(replacing: "CSeq: 7", by: "CSeq: \(number)")
                .replacing("00000000000000c1@10.0.0.7", with: callID)
            let read = ReadMessage(SIPText.wire(text))
            return SIPRequestOrder(read.message, in: read.bytes.span)
        }
        #expect(order(8).follows(order(7)))
        #expect(!order(7).follows(order(7)))
        #expect(!order(6).follows(order(7)))
        #expect(order(6, "c2").follows(order(7)))
        #expect(order(7) == order(7))
    }
}
