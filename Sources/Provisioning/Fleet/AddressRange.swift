public import Devices

/// Addresses in a row that a server gives out.
public struct AddressRange: Hashable, Sendable {
    /// The first.
    public let first: IPv4Address
    /// The last.
    public let last: IPv4Address

    /// The addresses from `first` to `last`, both given out; `nil` where they are the other way round.
    public init?(from first: IPv4Address, to last: IPv4Address) {
        guard first.number <= last.number else { return nil }
        self.first = first
        self.last = last
    }

    /// Reads "10.0.0.10-10.0.0.99"; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { IPv4Address($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
        self.init(from: first, to: last)
    }

    /// How many there are.
    public var count: Int { Int(last.number - first.number) + 1 }

    /// Whether an address is one of them.
    public func contains(_ address: IPv4Address) -> Bool { (first.number...last.number).contains(address.number) }
}

extension AddressRange: CustomStringConvertible {
    /// Both ends, such as "10.0.0.10-10.0.0.99".
    public var description: String { "\(first)-\(last)" }
}
