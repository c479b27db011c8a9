/// The firmware that a device is to run, by the name of its file: 1 to 64 letters, digits, points, hyphens and underscores.
///
/// A device asks the file server for a file of this name, so the name must lead nowhere else: no slash is let through, and it
/// does not begin with a point.
///
/// Source: row S17; element `loadInformation` of the configuration files.
public struct FirmwareVersion: Hashable, Sendable {
    /// The name, such as "SCCP41.9-4-2SR3-1S".
    public let name: String

    /// The longest name, in bytes.
    public static var byteCountMax: Int { 64 }

    /// A version by its name; `nil` when the name is none.
    public init?(_ name: some StringProtocol) {
        guard (1...Self.byteCountMax).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "."),
            name.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        self.name = String(name)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension FirmwareVersion: CustomStringConvertible {
    /// The name itself.
    public var description: String { name }
}
