extension SCCP {
    /// Finds where the next frame of a stream ends, and what it is.
    ///
    /// Looks at the header only; so each call is a few instructions, whatever has arrived. A value of the length field that cannot be is
    /// found as soon as its four bytes are there, so no peer makes its receiver wait for, or keep, more than a frame's worth.
    public struct FrameScanner: Hashable, Sendable {
        /// The size of the largest frame that is taken, header included.
        public let frameByteCountMax: Int

        /// The size that takes every message of a registration with room to spare: a video phone's capabilities are the
        /// longest seen, with 1852 bytes.
        public static var frameByteCountMaxDefault: Int { 4096 }

        /// A scanner that takes frames up to this size; smaller than a header counts as a header's, larger than 1 GiB as that.
        public init(frameByteCountMax: Int = FrameScanner.frameByteCountMaxDefault) {
            self.frameByteCountMax = min(max(frameByteCountMax, Header.byteCount), 1 << 30)
        }

        /// What stands at the beginning of these bytes.
        public func scan(_ bytes: Span<UInt8>) -> FrameScan {
            guard bytes.count >= 4 else { return .incomplete(byteCount: Header.byteCount) }
            let length = bytes.uint32(at: 0)
            guard length >= 4 else { return .failure(.tooShort(length: length)) }
            guard length <= UInt32(frameByteCountMax - Header.uncountedByteCount) else {
                return .failure(.tooLong(length: length))
            }
            let byteCount = Int(length) + Header.uncountedByteCount
            guard bytes.count >= 8 else { return .incomplete(byteCount: byteCount) }
            let version = HeaderVersion(rawValue: bytes.uint32(at: 4))
            guard version.rawValue <= HeaderVersion.rawValueMax else { return .failure(.unknownVersion(version)) }
            guard bytes.count >= byteCount else { return .incomplete(byteCount: byteCount) }
            let header = Header(
                messageID: MessageID(rawValue: bytes.uint32(at: 8)), version: version,
                bodyByteCount: byteCount - Header.byteCount)
            return .frame(header, byteCount: byteCount)
        }
    }

    /// What stands at the beginning of a stream's bytes.
    public enum FrameScan: Hashable, Sendable {
        /// The beginning of a frame that has at least `byteCount` bytes, more than have arrived.
        case incomplete(byteCount: Int)
        /// A frame of `byteCount` bytes; its body is what follows the first ``SCCP/Header/byteCount`` of them.
        case frame(Header, byteCount: Int)
        /// No frame. Where the next one begins cannot be known: the connection is of no more use.
        case failure(FrameError)
    }

    /// Why bytes are no frame.
    public enum FrameError: Error, Hashable, Sendable {
        /// The length field, given here, does not even count the message's identifier.
        case tooShort(length: UInt32)
        /// The length field, given here, asks for more than the receiver takes.
        case tooLong(length: UInt32)
        /// The version is none.
        case unknownVersion(HeaderVersion)
    }
}
