import Registration
import Signalling

/// Messages as tests write them.
enum SIPText {
    /// The lines of `text` with the line ends of the wire. Lines of a Swift literal end in LF.
    static func wire(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in text.utf8 {
            if unit == 0x0A { bytes.append(0x0D) }
            bytes.append(unit)
        }
        return bytes
    }

    /// A REGISTER as an ordinary phone sends it.
    static let register = wire(
        """
        REGISTER sip:10.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bK00000000000000a1;rport
        Max-Forwards: 70
        From: "One" <sip:1001@10.0.0.1>;tag=00000000000000f1
        To: <sip:1001@10.0.0.1>
        Call-ID: 00000000000000c1@10.0.0.7
        CSeq: 7 REGISTER
        Contact: <sip:1001@10.0.0.7:5062>;q=0.7;expires=600
        Expires: 1200
        User-Agent: phone/1
        Content-Length: 0


        """)

    /// A request of `method`, with these lines among its header fields.
    static func request(_ method: String, uri: String = "sip:1001@10.0.0.1", _ lines: String...) -> [UInt8] {
        let extra = lines.map { $0 + "\n" }.joined()
        return wire(
            """
            \(method) \(uri) SIP/2.0
            Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bKa1
            From: <sip:1002@10.0.0.1>;tag=f1
            To: <sip:1001@10.0.0.1>
            Call-ID: c1@10.0.0.7
            CSeq: 1 \(method)
            \(extra)

            """)
    }

    /// Where requests of the tests come from.
    static let source = InternalAddress(ipv4: 0x0A00_0007, port: 5_062)
}

/// A message read by the tests, together with its bytes.
struct ReadMessage {
    let bytes: [UInt8]
    let message: SIPMessage
    let fault: SIPFault?

    init(_ bytes: [UInt8], framing: SIPFraming = .datagram, limits: SIPLimits = .datagram) {
        var message = SIPMessage()
        var fault: SIPFault?
        do throws(SIPFault) {
            try message.read(bytes.span, framing: framing, limits: limits)
        } catch {
            fault = error
        }
        (self.bytes, self.message, self.fault) = (bytes, message, fault)
    }

    func text(_ slice: SIPSlice) -> String { slice.text(in: bytes.span) }

    func text(_ name: SIPFieldName) -> String? {
        let value = message.fields[name]
        return value.isPresent ? text(value) : nil
    }

    /// What the request asks for.
    func demand(_ rule: SIPExpiryRule = .standard) -> SIPDemand { SIPDemand(message, in: bytes.span, rule: rule) }

    /// The status that refuses it; `nil` when it is not refused.
    var refusal: Int? {
        if let fault { return Int(fault.status.code) }
        if case .refused(let refusal) = demand() { return Int(refusal.status.code) }
        return nil
    }

    /// What a REGISTER asks for.
    var registration: SIPRegistration? {
        if fault == nil, case .registration(let registration) = demand() { return registration }
        return nil
    }

    /// Its contacts; `nil` when one has a fault.
    var contacts: [SIPContact]? {
        var cursor = SIPContactCursor()
        var contacts: [SIPContact] = []
        do throws(SIPFault) {
            while let contact = try cursor.next(of: message, in: bytes.span) { contacts.append(contact) }
        } catch {
            return nil
        }
        return contacts
    }

    /// The digest for a realm.
    func authorization(for realm: String) throws -> DigestFields? {
        guard let realm = DigestRealm(realm) else { return nil }
        return try message.authorization(for: realm, in: bytes.span)
    }

    /// The challenge of a 401 that can be answered.
    func challenge() throws -> DigestFields? { try message.challenge(in: bytes.span) }

    /// An address taken apart.
    func uri(_ slice: SIPSlice) -> SIPURI? { SIPURI(slice, in: bytes.span) }

    /// The transaction that the top Via names, where it is a number.
    var transaction: UInt64? { message.via.transaction(in: bytes.span).hexadecimalNumber(in: bytes.span) }

    /// The number that part of the message spells.
    func number(_ slice: SIPSlice) -> UInt64? { slice.hexadecimalNumber(in: bytes.span) }

    /// Seconds of Retry-After and Min-Expires.
    var waits: (retryAfter: UInt32?, minExpires: UInt32?) {
        (message.retryAfterSeconds(in: bytes.span), message.minExpiresSeconds(in: bytes.span))
    }

    /// The bytes of an answer.
    func answered(_ answer: SIPAnswer, capacity: Int = 4_096) throws -> [UInt8] {
        try Written.bytes(capacity: capacity) { output throws(SIPOutputFull) in
            try answer.write(answering: message, in: bytes.span, into: &output)
        }
    }
}

/// Bytes that a writer writes.
enum Written {
    static func bytes(
        capacity: Int = 4_096, _ write: (inout OutputSpan<UInt8>) throws(SIPOutputFull) -> Void
    ) throws(SIPOutputFull) -> [UInt8] {
        try [UInt8](capacity: capacity) { output throws(SIPOutputFull) in try write(&output) }
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
