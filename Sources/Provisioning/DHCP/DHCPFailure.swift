/// Why a device has no address.
public enum DHCPFailure: Error, Hashable, Sendable {
    /// No server answered.
    case unanswered
    /// Servers offered an address and then refused it, or refuse to let the device keep its own.
    case refused
    /// The wait was called off.
    case cancelled
    /// The system does not let the device ask.
    case socket(SocketError)
}

extension DHCPFailure: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unanswered: "no DHCP server answers"
        case .refused: "the DHCP server refuses"
        case .cancelled: "called off"
        case .socket(let error): "\(error)"
        }
    }
}
