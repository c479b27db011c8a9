public import Devices
internal import Glibc

/// Finds the address of a host.
@safe
public enum HostLookup {
    /// The first IPv4 address of a host; `nil` when nobody knows one. A name is looked up as the system does, which may take seconds.
    public static func address(of host: HostName) -> IPv4Address? {
        if let address = IPv4Address(host.text) { return address }
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_INET
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        // The system makes the list, which is given back below.
        guard unsafe getaddrinfo(host.text, nil, &hints, &list) == 0, let first = unsafe list else { return nil }
        defer { unsafe freeaddrinfo(first) }
        guard let address = unsafe first.pointee.ai_addr, unsafe first.pointee.ai_family == AF_INET else { return nil }
        // An entry of this family has an address of this form.
        return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            unsafe IPv4Endpoint($0.pointee).address
        }
    }
}
