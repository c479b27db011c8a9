public import Registration

/// An IPv4 address, as leases and options carry it.
public struct IPv4Address: Hashable, Sendable, BitwiseCopyable {
    /// The address, network order read as a number.
    public let number: UInt32

    /// The address of this number.
    public init(_ number: UInt32) { self.number = number }

    /// The address written as four decimal numbers; `nil` for any other text. Leading zeros are refused, as some systems read
    /// them as octal.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 15 else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard !part.isEmpty, part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var value: UInt32 = 0
            for digit in part {
                guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"), part.count <= 3 else { return nil }
                value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            number = number << 8 | value
        }
        self.number = number
    }

    /// How the controller's core writes this address.
    public func internalAddress(port: UInt16) -> InternalAddress { InternalAddress(ipv4: number, port: port) }

    /// Whether the address is a mask: ones, then zeros. All ones and all zeros are masks.
    public var isMask: Bool { number.leadingZeroBitCount == 0 ? (~number &+ 1) & ~number == 0 : number == 0 }
}

extension IPv4Address: CustomStringConvertible {
    /// Four decimal numbers, such as "10.0.0.1".
    public var description: String {
        [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
    }
}
