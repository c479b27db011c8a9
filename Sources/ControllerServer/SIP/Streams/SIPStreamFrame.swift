internal import NIOCore
internal import Signalling

/// What was cut from a stream of SIP.
enum SIPStreamFrame: Equatable, Sendable {
    /// A whole message, to be read with ``SIPFraming/stream``.
    case message(ByteBuffer)
    /// A ping, to be answered with one CRLF (RFC 5626 section 4.4.1).
    case ping
    /// Nobody can say where the message ends, and so where the next one begins. `header` is its whole header; empty where that has no
    /// end either.
    case fault(SIPFault, header: ByteBuffer)
}
