internal import Glibc
internal import NIOCore

/// Why a server could not be started.
public enum ServerFailure: Error, Hashable, Sendable {
    /// Another program listens there.
    case addressInUse(protocolName: String, address: ListenAddress)
    /// The system lets nobody listen there; says why.
    case cannotListen(protocolName: String, address: ListenAddress, reason: String)
    /// The system cannot provide the memory for so many devices.
    case outOfMemory(deviceCapacity: Int)

    /// What `error` means for whoever wanted to listen at an address.
    init(_ error: any Error, protocolName: String, address: ListenAddress) {
        let code = (error as? IOError)?.errnoCode
        if code == EADDRINUSE {
            self = .addressInUse(protocolName: protocolName, address: address)
        } else {
            let reason = code.map { unsafe String(cString: strerror($0)) } ?? "\(error)"
            self = .cannotListen(protocolName: protocolName, address: address, reason: reason)
        }
    }
}

extension ServerFailure: CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .addressInUse(let name, let address):
            "\(address) is in use: another program listens there. "
                + "End it, or choose another address with --\(name) ADDRESS:PORT (port 0 for a free one)"
        case .cannotListen(let name, let address, let reason):
            "cannot listen at \(address): \(reason). Choose an address of this machine with --\(name) ADDRESS:PORT"
        case .outOfMemory(let capacity):
            "not enough memory for \(capacity) devices: lower capacity.devices in the configuration"
        }
    }
}
