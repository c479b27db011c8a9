public import Registration

/// The address of a network interface, 48 bits: what a device's server knows it by, and what its name and its file are called after.
public struct MACAddress: Hashable, Sendable, BitwiseCopyable {
    /// The address, its first byte in the highest place of 48 bits.
    public let number: UInt64

    /// The largest number.
    public static var numberMax: UInt64 { 0xFFFF_FFFF_FFFF }

    /// The address of this number; `nil` where it has more than 48 bits.
    public init?(_ number: UInt64) {
        guard number <= Self.numberMax else { return nil }
        self.number = number
    }

    /// The address of six bytes, the first one highest.
    init(high: UInt16, low: UInt32) { number = UInt64(high) << 32 | UInt64(low) }

    /// Six numbers of two hexadecimal digits with ":" or "-" between them, such as "02:00:00:00:00:01"; `nil` for other texts.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 17 else { return nil }
        let separator = bytes[2]
        guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
        var number: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            if place % 3 == 2 {
                guard byte == separator else { return nil }
            } else {
                guard let digit = Self.digit(byte) else { return nil }
                number = number << 4 | digit
            }
        }
        self.number = number
    }

    /// Whether it is no device's own address but that of a group of them.
    public var isGroup: Bool { number >> 40 & 1 == 1 }

    /// The six bytes, the first one first.
    var bytes: [UInt8] {
        stride(from: UInt64(40), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The name under which the device with this address registers.
    public var deviceName: DeviceName { DeviceName(macAddress: number) }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension MACAddress: CustomStringConvertible {
    /// Six numbers of two hexadecimal digits, such as "02:00:00:00:00:01".
    public var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }
}
