public import Registration
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A registrar on this machine that grants and registers whatever comes, and keeps nothing: a run against it shows the most that the
/// generator could ever report over this protocol.
///
/// It has a thread of its own, so generator and registrar share the machine as they do with any registrar on it. Ends with ``stop()``.
public final class NullRegistrar: Sendable {
    /// Where it listens.
    public let address: InternalAddress
    private let group = DispatchGroup()
    /// Set once, by ``stop()``; read by the thread between two waits.
    private let isStopped = Atomic<Bool>(false)

    /// A registrar of this protocol, on a port that the system chooses.
    public init(_ scheme: RegistrarAddress.Scheme) throws(RegistrarError) {
        let kind = Int32((scheme.isConnected ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        let descriptor = socket(AF_INET, kind | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .socket(source: "127.0.0.1", code: errno) }
        let status = SocketAddress.bind(descriptor, to: InternalAddress(ipv4: 0x7F00_0001, port: 0))
        guard status == 0, !scheme.isConnected || listen(descriptor, 4_096) == 0,
            let address = SocketAddress.local(of: descriptor)
        else {
            let code = status != 0 ? status : errno
            close(descriptor)
            throw .socket(source: "127.0.0.1", code: code)
        }
        self.address = address
        DispatchQueue(label: "null-registrar", qos: .userInitiated).async(group: group) { [self] in
            switch scheme {
            case .sip: NullDatagrams(descriptor).serve { isStopped.load(ordering: .relaxed) }
            case .sipOverTCP: NullStreams(descriptor, NullSIP())?.serve { isStopped.load(ordering: .relaxed) }
            case .sccp: NullStreams(descriptor, NullSCCP())?.serve { isStopped.load(ordering: .relaxed) }
            }
        }
    }

    /// Ends it, and waits until its sockets are closed.
    public func stop() {
        isStopped.store(true, ordering: .relaxed)  // relaxed: nothing else is communicated
        group.wait()
    }
}
