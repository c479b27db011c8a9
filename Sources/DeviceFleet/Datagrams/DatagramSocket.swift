internal import CPlatform
internal import Glibc
internal import Registration

/// One connected UDP socket with room for a batch of datagrams to send: a system call for up to 64 of them. Used by one thread.
final class DatagramSocket {
    /// What came of sending what was composed.
    enum Outcome {
        /// All of it is on its way.
        case sent
        /// The system takes no more for now; the rest waits.
        case blocked
        /// A datagram that was sent before found nobody there (ICMP); nothing was sent now.
        case refused
        /// The system failed with this error.
        case failed(Int32)
    }

    /// Where datagrams come from, with the port.
    let localAddress: InternalAddress
    /// For whoever waits for datagrams.
    let descriptor: Int32
    /// Datagrams composed and not sent yet.
    private(set) var composedCount = 0
    /// Whether datagrams of equal length leave as one that the kernel parts again; no longer once it could not.
    private(set) var offloadsSegmentation: Bool
    private let outgoing = DatagramBatch(roomByteCount: roomByteCount)

    /// The room of a datagram: what passes an Ethernet in one piece, and more than our requests take.
    private static var roomByteCount: Int { 1_472 }
    /// What the kernel is asked to keep of answers that were not read yet.
    private static var receiveBufferByteCount: Int32 { 4 << 20 }

    /// A socket to `registrar`, from the IPv4 address `source` or from the one that the system chooses.
    init(
        to registrar: InternalAddress, from source: UInt32?, offloadsSegmentation: Bool = false
    ) throws(RegistrarError) {
        self.offloadsSegmentation = offloadsSegmentation
        let described = SocketAddress.describe(source: source)
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .socket(source: described, code: errno) }
        var size = Self.receiveBufferByteCount
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        // Without the kernel's own times our reading of the clock stands in.
        _ = platform_stamp_datagrams(descriptor)
        do throws(RegistrarError) {
            if let source {
                let status = SocketAddress.bind(descriptor, to: InternalAddress(ipv4: source, port: 0))
                guard status == 0 else { throw .socket(source: described, code: status) }
            }
            let status = SocketAddress.connect(descriptor, to: registrar)
            guard status == 0 else { throw .socket(source: described, code: status) }
            guard let address = SocketAddress.local(of: descriptor) else {
                throw .socket(source: described, code: errno)
            }
            localAddress = address
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Whether one more datagram can be composed.
    var hasRoom: Bool { composedCount < DatagramBatch.capacity }

    /// Composes a datagram behind those that wait to be sent; there must be room. What throws is not sent.
    @inline(__always)
    func compose<Failure: Error>(_ write: (inout OutputSpan<UInt8>) throws(Failure) -> Void) throws(Failure) {
        precondition(hasRoom, "send what was composed first")
        try outgoing.compose(at: composedCount, write)
        composedCount += 1
    }

    /// Sends what was composed. Never waits.
    func flush() -> Outcome {
        guard composedCount > 0 else { return .sent }
        let sent = sendComposed()
        guard sent >= 0 else {
            switch Int32(-sent) {
            case EAGAIN, ENOBUFS: return .blocked
            case ECONNREFUSED: return .refused
            default: return .failed(Int32(-sent))
            }
        }
        outgoing.moveToFront(from: sent, to: composedCount)
        composedCount -= sent
        return composedCount == 0 ? .sent : .blocked
    }

    private func sendComposed() -> Int {
        if offloadsSegmentation {
            let sent = outgoing.sendMerged(composedCount, over: descriptor)
            guard sent < 0, [EINVAL, EIO, EMSGSIZE].contains(Int32(-sent)) else { return sent }
            offloadsSegmentation = false
        }
        return outgoing.send(composedCount, over: descriptor)
    }

    /// Drops what was composed.
    func discard() { composedCount = 0 }

    /// Whether an error of receiving says that an earlier datagram found nobody at the registrar's port.
    static func isRefusal(_ code: Int32) -> Bool { code == ECONNREFUSED }
}
