public import Registration

/// Who the devices of a fleet are: a function of their index, the same in every run.
public enum FleetIdentity {
    /// The MAC address of a device, from the addresses that are administered locally.
    public static func macAddress(of device: Int) -> UInt64 {
        0x0200_0000_0000 | UInt64(UInt32(truncatingIfNeeded: device))
    }

    /// The name of a device: "SEP" and its MAC address.
    public static func name(of device: Int) -> DeviceName { DeviceName(macAddress: macAddress(of: device)) }

    /// The SIP user of a device: ten digits that count up from "1000000000". Allocates nothing.
    public static func user(of device: Int) -> DeviceName {
        let digits = Digits(rest: 1_000_000_000 + UInt64(UInt32(truncatingIfNeeded: device)))
        guard let name = DeviceName(bytes: digits) else {
            preconditionFailure("digits are printable, and no more than a name has room for")
        }
        return name
    }

    /// The ten digits of a number, the highest first.
    private struct Digits: Sequence, IteratorProtocol {
        var rest: UInt64
        var unit: UInt64 = 1_000_000_000

        mutating func next() -> UInt8? {
            guard unit > 0 else { return nil }
            defer {
                rest %= unit
                unit /= 10
            }
            return UInt8(truncatingIfNeeded: 0x30 + rest / unit)
        }
    }
}
