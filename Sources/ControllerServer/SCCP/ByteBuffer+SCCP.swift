internal import NIOCore
internal import Signalling

extension ByteBuffer {
    /// Appends a message as a frame. Grows the buffer where it has no room.
    mutating func write(_ message: some SCCP.Message, in version: SCCP.HeaderVersion = .basic) {
        append(upTo: message.frameByteCount(in: version)) { output in
            // There is room for it.
            try? message.encode(in: version, into: &output)
        }
    }
}
