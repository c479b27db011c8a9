internal import NIOCore
internal import Signalling

extension ByteBuffer {
    /// Appends a message as a frame. Grows the buffer where it has no room.
    mutating func write(_ message: some SCCP.Message, in version: SCCP.HeaderVersion = .basic) {
        let byteCount = message.frameByteCount(in: version)
        unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: byteCount) { memory in
            // The memory is this buffer's own, nobody else sees it within this call, and bytes need no alignment.
            let bytes = unsafe UnsafeMutableBufferPointer(
                start: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), count: memory.count)
            var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
            // There is room for it.
            try? message.encode(in: version, into: &output)
            return unsafe output.finalize(for: bytes)
        }
    }
}
