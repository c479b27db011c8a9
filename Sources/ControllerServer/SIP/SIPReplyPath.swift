internal import NIOCore
internal import Signalling

/// Where the answers to a request go: back over its connection, or in a datagram to an address.
struct SIPReplyPath {
    /// The channel that the request came on.
    let channel: any Channel
    /// Where a datagram goes; `nil` on a connection.
    private(set) var address: SocketAddress?

    /// Whether answers go back over a connection.
    var isStream: Bool { address == nil }

    /// The path of the answer to a request with this top Via: over UDP to the port that it came from where it asks for that (RFC 3581),
    /// else to the port in its Via (RFC 3261 section 18.2.2).
    func answering(_ via: SIPVia) -> SIPReplyPath {
        guard address != nil, via.host.isPresent, !via.asksForResponsePort else { return self }
        var path = self
        path.address?.port = via.port == 0 ? 5_060 : Int(via.port)
        return path
    }

    /// Writes an answer; it goes out with the channel's next flush.
    func write(_ answer: ByteBuffer) {
        if let address {
            channel.write(AddressedEnvelope(remoteAddress: address, data: answer), promise: nil)
        } else {
            channel.write(answer, promise: nil)
        }
    }
}
