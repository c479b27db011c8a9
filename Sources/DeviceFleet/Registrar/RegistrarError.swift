internal import Glibc

/// Why a run against a registrar could not begin.
public enum RegistrarError: Error, Hashable, Sendable {
    /// The host has no IPv4 address that the system could find.
    case unknownHost(String, reason: String)
    /// A socket could not be opened or connected.
    case socket(source: String, code: Int32)
    /// The process may not have as many descriptors as the devices need connections.
    case tooFewDescriptors(needed: Int, limit: Int)
}

extension RegistrarError: CustomStringConvertible {
    /// What went wrong, and what to do.
    public var description: String {
        switch self {
        case .unknownHost(let host, let reason):
            return
                "no address of \"\(host)\" was found (\(reason)); say it in numbers, or see that the name can be looked up"
        case .tooFewDescriptors(let needed, let limit):
            return
                "\(needed) descriptors are needed and \(limit) allowed; take fewer devices, or raise the hard limit (ulimit -Hn)"
        case .socket(let source, let code):
            let reason = unsafe String(cString: strerror(code))
            let advice =
                switch code {
                case EMFILE: "raise the limit of descriptors (ulimit -n) or take fewer source addresses"
                case EADDRNOTAVAIL: "take source addresses that this machine has, such as those of 127.0.0.0/8"
                case EACCES, ENETUNREACH, EHOSTUNREACH: "see that the registrar can be reached from here"
                default: "see whether the registrar's address is right"
                }
            return "no socket from \(source): \(reason); \(advice)"
        }
    }
}
