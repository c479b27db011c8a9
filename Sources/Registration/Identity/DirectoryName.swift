/// An external address: the telephone number under which a device is called, 1 to 15 decimal digits in one machine word.
///
/// Fifteen digits is E.164's limit. Leading zeros count: "0100" and "100" are two names. Names of equal length are ordered
/// as numbers, so a block of numbers is an arithmetic range; see ``advanced(by:)``.
///
/// Source: rows S11 and S12 ("directory name" of figure 4).
public struct DirectoryName: Hashable, Sendable, BitwiseCopyable {
    /// Bits 56 to 63: the number of digits, 1 to 15. Bits 0 to 55: their value. Zero is no valid name.
    let rawValue: UInt64

    /// The largest number of digits.
    public static var digitCountMax: Int { 15 }

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The name that writes `value` with exactly `digitCount` digits; `nil` when it does not fit.
    public init?(value: UInt64, digitCount: Int) {
        guard (1...Self.digitCountMax).contains(digitCount), value < Self.powerOfTen(digitCount) else { return nil }
        self.init(rawValue: UInt64(digitCount) << 56 | value)
    }

    /// The number of digits.
    public var digitCount: Int { Int(rawValue >> 56) }

    /// The digits' value, without regard to leading zeros.
    public var value: UInt64 { rawValue & 0x00FF_FFFF_FFFF_FFFF }

    /// The name `offset` numbers later of the same length; `nil` past the last of that length.
    public func advanced(by offset: UInt64) -> DirectoryName? {
        let (sum, overflow) = value.addingReportingOverflow(offset)
        return overflow ? nil : DirectoryName(value: sum, digitCount: digitCount)
    }

    /// How many names of the same length come after this one.
    var followerCount: UInt64 { Self.powerOfTen(digitCount) - 1 - value }

    private static func powerOfTen(_ exponent: Int) -> UInt64 {
        var power: UInt64 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension DirectoryName: CustomStringConvertible, LosslessStringConvertible {
    /// The digits, leading zeros included.
    public var description: String {
        let digits = String(value)
        return String(repeating: "0", count: digitCount - digits.count) + digits
    }

    /// Reads 1 to 15 decimal digits; `nil` for anything else.
    public init?(_ description: String) {
        let digits = description.utf8
        guard (1...Self.digitCountMax).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = UInt64(description)
        else { return nil }
        self.init(value: value, digitCount: digits.count)
    }
}
