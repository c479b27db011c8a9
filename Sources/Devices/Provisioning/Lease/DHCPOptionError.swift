/// What is wrong with the options of a DHCP message, or with a lease that cannot be written as options.
public enum DHCPOptionError: Error, Hashable, Sendable {
    /// More bytes than a message carries.
    case tooLong(byteCount: Int)
    /// The bytes end inside the option at `offset`.
    case truncated(code: UInt8, offset: Int)
    /// The value's length is none that this option has.
    case badLength(code: UInt8, byteCount: Int)
    /// The value cannot be what the option is for: a mask with holes, a name that is none.
    case badValue(code: UInt8)
}

extension DHCPOptionError: CustomStringConvertible {
    /// The complaint as one line.
    public var description: String {
        switch self {
        case .tooLong(let byteCount):
            "\(byteCount) bytes of options; at most \(DHCPOptions.byteCountMax) are read or written"
        case .truncated(let code, let offset): "the bytes end inside option \(code), at \(offset)"
        case .badLength(let code, let byteCount): "option \(code) cannot have \(byteCount) bytes"
        case .badValue(let code): "option \(code) has a value that it cannot have"
        }
    }
}
