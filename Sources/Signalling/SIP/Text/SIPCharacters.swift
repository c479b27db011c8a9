/// A set of ASCII characters as 128 bits; bytes from 0x80 on are in none.
///
/// Source: RFC 3261 section 25.1. The tests spell each set out.
struct SIPCharacters: Sendable, BitwiseCopyable {
    private let low: UInt64
    private let high: UInt64

    @inline(__always)
    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Whether `byte` is one of the set.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let word = byte & 0x40 == 0 ? low : high
        return byte < 0x80 && word &>> UInt64(byte & 0x3F) & 1 != 0
    }

    /// Blank, tab, and the line end that a folded field keeps.
    static var space: SIPCharacters { SIPCharacters(low: 0x0000_0001_0000_2600, high: 0) }
    /// `token`: names of methods, fields and parameters.
    static var token: SIPCharacters { SIPCharacters(low: 0x03FF_6CA2_0000_0000, high: 0x47FF_FFFF_87FF_FFFE) }
    /// `callid`: words, and one "@" between two of them.
    static var callID: SIPCharacters { SIPCharacters(low: 0xD7FF_EFA6_0000_0000, high: 0x6FFF_FFFF_BFFF_FFFF) }
    /// The value of a parameter where it is not quoted: every visible character that ends no value. The grammar has fewer;
    /// what phones send has all of these.
    static var parameterValue: SIPCharacters { SIPCharacters(low: 0xA7FF_EFFA_0000_0000, high: 0x7FFF_FFFF_EFFF_FFFF) }
    /// `host`, an IPv6 reference in brackets included.
    static var host: SIPCharacters { SIPCharacters(low: 0x07FF_6000_0000_0000, high: 0x07FF_FFFE_2FFF_FFFE) }
    /// `userinfo`.
    static var user: SIPCharacters { SIPCharacters(low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }
    /// `scheme`.
    static var scheme: SIPCharacters { SIPCharacters(low: 0x03FF_6800_0000_0000, high: 0x07FF_FFFE_07FF_FFFE) }
    /// Every character of an address: RFC 2396's, and the brackets of IPv6.
    static var address: SIPCharacters { SIPCharacters(low: 0xAFFF_FFFA_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF) }
    /// The value of a digest parameter where it is not quoted.
    static var digestValue: SIPCharacters { SIPCharacters(low: 0xFFFF_EFFA_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }
    /// `DIGIT`.
    static var digit: SIPCharacters { SIPCharacters(low: 0x03FF_0000_0000_0000, high: 0) }
}

extension UInt8 {
    /// The character in lower case where it is a letter of ASCII.
    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    /// The value of a hexadecimal digit; `nil` for any other character.
    @inline(__always)
    var hexadecimalValue: UInt8? {
        if self &- 0x30 < 10 { return self &- 0x30 }
        let letter = self | 0x20
        return letter &- 0x61 < 6 ? letter &- 0x61 &+ 10 : nil
    }

    /// The lower-case digit of a value below 16.
    @inline(__always)
    static func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 &+ value : 0x57 &+ value }
}
