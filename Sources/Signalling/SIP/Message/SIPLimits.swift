/// How much of a peer's message is read; more is a fault, not a wait and not memory.
public struct SIPLimits: Hashable, Sendable, BitwiseCopyable {
    /// Bytes of a message, 65,535 at most: what a ``SIPSlice`` can point into.
    public var messageByteCountMax: Int
    /// Header fields of a message, the unknown ones too.
    public var fieldCountMax: Int

    /// A datagram's worth of bytes and 256 fields.
    public static var datagram: SIPLimits { SIPLimits(messageByteCountMax: 65_535, fieldCountMax: 256) }
    /// 16 KiB and 256 fields: what a connection's buffer holds.
    public static var stream: SIPLimits { SIPLimits(messageByteCountMax: 16_384, fieldCountMax: 256) }

    /// Limits; the number of bytes is lowered to 65,535 where it is above.
    public init(messageByteCountMax: Int, fieldCountMax: Int) {
        self.messageByteCountMax = min(messageByteCountMax, 65_535)
        self.fieldCountMax = fieldCountMax
    }
}

/// How the end of a message is known (RFC 3261 section 18.3).
public enum SIPFraming: Hashable, Sendable, BitwiseCopyable {
    /// A datagram: Content-Length may be missing, and what follows the body is ignored.
    case datagram
    /// A message of a stream, as ``SIPFrameScanner`` cut it out: Content-Length must be there.
    case stream
}
