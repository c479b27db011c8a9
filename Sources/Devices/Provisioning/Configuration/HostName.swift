/// The name of a server, or its address as text: 1 to 253 letters, digits, points, hyphens, underscores and colons.
///
/// Names come from DHCP and from files; nothing else gets through, so one can be shown and looked up without further care.
///
/// Source: RFC 1123 section 2.1 for the characters; underscores and colons as they occur in practice (names of hosts, IPv6).
public struct HostName: Hashable, Sendable {
    /// The name as text.
    public let text: String

    /// The longest name, in bytes.
    public static var byteCountMax: Int { 253 }

    /// A name from the bytes of a peer; `nil` when it is empty, too long, or holds another byte.
    public init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= Self.byteCountMax, bytes.allSatisfy(Self.isAllowed) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A name from text; `nil` under the same conditions.
    public init?(_ text: some StringProtocol) { self.init(bytes: text.utf8) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}

extension HostName: CustomStringConvertible {
    /// The name itself.
    public var description: String { text }
}
