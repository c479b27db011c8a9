public import Registration

/// Names the device behind a SIP address, as the core knows devices by 16 bytes.
///
/// In this order, so that a phone has one name whatever it sends:
/// 1. The name that a Cisco phone gives itself (`+u.sip!devicename.ccm.cisco.com`).
/// 2. "SEP" and the MAC address of an instance "urn:uuid:00000000-0000-0000-0000-MAC", which Cisco phones send: the name that the
///    same phone has over SCCP.
/// 3. For another instance (RFC 5626): "~" and 15 characters that stand for 90 bits of a hash of instance and user. Two
///    instances of one user are two devices.
/// 4. Without an instance: the user of the address of record, escapes undone, where it fits a name and does not begin with "~";
///    else "~" and 15 characters of its hash. Phones that share a user and say no instance are one device.
///
/// The hash has a fixed key: each controller of a group must find the same name. It tells identities apart; it does not protect
/// them, for which there is the digest.
public enum SIPDeviceNaming {
    /// The name of the device at `contact` of the user at `uri`; `nil` when neither says anything.
    public static func name(contact: SIPContact, user: SIPSlice, in bytes: Span<UInt8>) -> DeviceName? {
        if contact.deviceName.isPresent, let name = DeviceName(slice: contact.deviceName, in: bytes) { return name }
        if contact.instance.isPresent {
            if let address = macAddress(ofInstance: contact.instance, in: bytes) {
                return DeviceName(macAddress: address)
            }
            return hashedName(instance: contact.instance, user: user, in: bytes)
        }
        return name(user: user, in: bytes)
    }

    /// The name of the device that says nothing but this user; `nil` when the user is absent.
    public static func name(user: SIPSlice, in bytes: Span<UInt8>) -> DeviceName? {
        guard !user.isEmpty else { return nil }
        return plainName(user: user, in: bytes) ?? hashedName(instance: .absent, user: user, in: bytes)
    }

    /// The MAC address of an instance of Cisco's form; `nil` for any other.
    static func macAddress(ofInstance instance: SIPSlice, in bytes: Span<UInt8>) -> UInt64? {
        let prefix: StaticString = "<urn:uuid:00000000-0000-0000-0000-"
        let start = instance.lowerBound
        guard instance.count == prefix.utf8CodeUnitCount + 13 else { return nil }
        let digits = start + prefix.utf8CodeUnitCount
        guard SIPSlice(start, digits).matches(prefix, in: bytes), bytes[digits + 12] == 0x3E else { return nil }
        return SIPSlice(digits, digits + 12).hexadecimalNumber(in: bytes)
    }

    private static func plainName(user: SIPSlice, in bytes: Span<UInt8>) -> DeviceName? {
        guard bytes[user.lowerBound] != 0x7E else { return nil }
        var letters = InlineArray<16, UInt8>(repeating: 0)
        var count = 0
        var unescaped = SIPUnescaping(user)
        while let letter = unescaped.next(in: bytes) {
            guard count < 16, letter > 0x20, letter < 0x7F else { return nil }
            letters[count] = letter
            count += 1
        }
        return letters[0] == 0x7E ? nil : DeviceName(letters: letters.span.extracting(0..<count))
    }

    private static func hashedName(instance: SIPSlice, user: SIPSlice, in bytes: Span<UInt8>) -> DeviceName? {
        var hash = SipHash(key: SipHash.Key(low: 0, high: 0))
        hash.combine(instance, of: bytes)
        // Between the two, what neither has in it.
        hash.combine(UInt8(0))
        var unescaped = SIPUnescaping(user)
        while let letter = unescaped.next(in: bytes) { hash.combine(letter) }
        let value = hash.finish()
        var letters = InlineArray<16, UInt8>(repeating: 0x7E)
        for index in 0..<15 {
            let word = index < 10 ? value.low >> UInt64(index * 6) : value.high >> UInt64((index - 10) * 6)
            letters[index + 1] = base64Letter(UInt8(truncatingIfNeeded: word) & 0x3F)
        }
        return DeviceName(letters: letters.span)
    }

    /// The letter of RFC 4648 section 5 for a value below 64.
    private static func base64Letter(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: 0x41 + value
        case 26..<52: 0x61 + value - 26
        case 52..<62: 0x30 + value - 52
        case 62: 0x2D
        default: 0x5F
        }
    }
}

/// Walks over a part of an address with its escapes undone (RFC 3261 section 19.1.2).
struct SIPUnescaping {
    private var cursor: SIPCursor

    init(_ slice: SIPSlice) { cursor = SIPCursor(slice) }

    /// The next byte; `nil` at the end. A "%" without two digits stands for itself.
    mutating func next(in bytes: Span<UInt8>) -> UInt8? {
        guard !cursor.isAtEnd else { return nil }
        let byte = cursor.peek(in: bytes)
        let place = cursor.offset
        cursor.advance()
        guard byte == 0x25, place + 2 < cursor.end, let high = bytes[place + 1].hexadecimalValue,
            let low = bytes[place + 2].hexadecimalValue
        else { return byte }
        cursor.advance()
        cursor.advance()
        return high << 4 | low
    }
}

extension DeviceName {
    /// A name of these letters; `nil` where they are none.
    fileprivate init?(letters: Span<UInt8>) {
        guard let name = DeviceName(bytes: SIPLetters(letters)) else { return nil }
        self = name
    }

    /// A name that part of a message spells; `nil` where it spells none.
    fileprivate init?(slice: SIPSlice, in bytes: Span<UInt8>) {
        self.init(letters: bytes.extracting(slice.bounds))
    }
}

/// Up to 16 bytes on their own, as a sequence; what is longer shows by a seventeenth.
private struct SIPLetters: Sequence, IteratorProtocol {
    private var letters = InlineArray<17, UInt8>(repeating: 0)
    private var place = 0
    private let count: Int

    init(_ bytes: Span<UInt8>) {
        count = Swift.min(bytes.count, 17)
        for index in 0..<count { letters[index] = bytes[index] }
    }

    mutating func next() -> UInt8? {
        guard place < count else { return nil }
        defer { place += 1 }
        return letters[place]
    }
}
