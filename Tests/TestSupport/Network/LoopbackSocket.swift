import Foundation
import Glibc

/// A socket of a test's own, bound to a port of the loopback interface that the system chooses. It is closed with the value.
public final class LoopbackSocket: Sendable {
    /// What it carries.
    public enum Kind: Sendable {
        /// Datagrams.
        case datagrams
        /// Connections; it listens for them.
        case connections
    }

    /// For the system's calls; those that would wait return at once.
    public let descriptor: Int32
    /// The port.
    public let port: UInt16

    /// A socket that is bound.
    public init(_ kind: Kind) throws {
        let type = Int32((kind == .datagrams ? SOCK_DGRAM : SOCK_STREAM).rawValue)
        descriptor = socket(AF_INET, type | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (descriptor, length) = (descriptor, size)
        let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &size) : -1
            }
        }
        port = UInt16(bigEndian: name.sin_port)
        guard descriptor >= 0, status == 0, kind == .datagrams || listen(descriptor, 1_024) == 0 else {
            throw POSIXError(.EADDRINUSE)
        }
    }

    deinit { close(descriptor) }

    /// A port that nobody has now.
    public static func freePort() throws -> UInt16 { try LoopbackSocket(.connections).port }
}
