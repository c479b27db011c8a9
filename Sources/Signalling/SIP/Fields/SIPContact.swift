/// One value of a Contact field (RFC 3261 section 20.10): where a device can be reached, and what it says of itself.
public struct SIPContact: Sendable, BitwiseCopyable {
    /// From the first character to the last parameter.
    public internal(set) var whole = SIPSlice.absent
    /// The address; absent in "*".
    public internal(set) var uri = SIPSlice.absent
    /// Whether it is "*": all that is bound to the address of record.
    public internal(set) var isWildcard = false
    /// Seconds of the parameter `expires`, `.max` where it says more; `nil` when there is none. What is no number counts as
    /// an hour (RFC 3261 section 10.2.1.1).
    public internal(set) var expiresSeconds: UInt32?
    /// The parameter `q` in thousandths, 0 to 1,000; `nil` when there is none or it is no such number.
    public internal(set) var preferenceThousandths: UInt16?
    /// The parameter `+sip.instance` (RFC 5626 section 4.1), without quotes: "<urn:uuid:...>".
    public internal(set) var instance = SIPSlice.absent
    /// The parameter `+u.sip!devicename.ccm.cisco.com`: the device's name as its controllers know it.
    public internal(set) var deviceName = SIPSlice.absent
    /// Whether it has the parameter `cisco-keep-alive`: the REGISTER is a ping and changes no binding.
    public internal(set) var isKeepAlive = false
}

/// A place among the values of a message's Contact fields; several may stand in one field, parted by commas.
public struct SIPContactCursor: Sendable {
    private var place = 0
    private var cursor = SIPCursor(.absent)

    /// Before the first contact.
    public init() {}

    /// The next contact of `message`, whose bytes are given; `nil` behind the last.
    ///
    /// - Throws: a fault of Contact where one is not as its definition says; the cursor is then of no more use.
    public mutating func next(of message: borrowing SIPMessage, in bytes: Span<UInt8>) throws(SIPFault) -> SIPContact? {
        if cursor.isAtEnd {
            guard let found = message.fields.place(of: .contact, from: place) else { return nil }
            place = found &+ 1
            cursor = SIPCursor(message.fields[found].value)
        }
        let contact = try SIPContact.take(&cursor, in: bytes)
        if !cursor.isAtEnd {
            guard cursor.takeSeparator(0x2C, in: bytes), !cursor.isAtEnd else {
                throw SIPFault(.malformedField, .contact, at: cursor.offset)
            }
        }
        return contact
    }
}

extension SIPContact {
    fileprivate static func take(_ cursor: inout SIPCursor, in bytes: Span<UInt8>) throws(SIPFault) -> SIPContact {
        var contact = SIPContact()
        let start = cursor.offset
        if cursor.take(0x2A, in: bytes), cursor.isAtEnd {
            contact.isWildcard = true
            contact.whole = SIPSlice(start, cursor.offset)
            return contact
        }
        // A name may begin with a star too.
        cursor = SIPCursor(from: start, to: cursor.end)
        contact.uri = try cursor.takeAddress(of: .contact, in: bytes).uri
        var end = cursor.offset
        while let parameter = try cursor.takeParameter(of: .contact, in: bytes) {
            contact.note(parameter, in: bytes)
            end = cursor.offset
        }
        contact.whole = SIPSlice(start, end)
        return contact
    }

    private mutating func note(_ parameter: SIPParameter, in bytes: Span<UInt8>) {
        let name = parameter.name
        switch name.count {
        case 1 where name.matches("q", in: bytes): preferenceThousandths = Self.preference(parameter.value, in: bytes)
        case 7 where name.matches("expires", in: bytes):
            var cursor = SIPCursor(parameter.value)
            let seconds = cursor.takeDecimal(in: bytes)
            expiresSeconds = cursor.isAtEnd ? seconds.map { UInt32(clamping: $0) } ?? 3_600 : 3_600
        case 13 where name.matches("+sip.instance", in: bytes): instance = parameter.value
        case 16 where name.matches("cisco-keep-alive", in: bytes): isKeepAlive = true
        case 31 where name.matches("+u.sip!devicename.ccm.cisco.com", in: bytes): deviceName = parameter.value
        default: break
        }
    }

    /// Thousandths of a `qvalue`: "0" or "1" with up to three digits behind the point.
    private static func preference(_ value: SIPSlice, in bytes: Span<UInt8>) -> UInt16? {
        var cursor = SIPCursor(value)
        guard let whole = cursor.takeDecimal(in: bytes), whole <= 1 else { return nil }
        var thousandths = UInt16(whole) * 1_000
        if cursor.take(0x2E, in: bytes) {
            var weight: UInt16 = 100
            for place in cursor.take(.digit, in: bytes).bounds {
                guard weight > 0 else { return nil }
                thousandths += UInt16(bytes[place] &- 0x30) * weight
                weight /= 10
            }
        }
        return cursor.isAtEnd && thousandths <= 1_000 ? thousandths : nil
    }
}
