internal import NIOCore

extension ByteBuffer {
    /// Appends what `write` puts into its argument, which has room for exactly `byteCountMax` bytes; returns how many it was. Grows the buffer
    /// where it has less room.
    @discardableResult
    mutating func append(upTo byteCountMax: Int, _ write: (inout OutputSpan<UInt8>) -> Void) -> Int {
        unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: byteCountMax) { memory in
            // The memory is this buffer's own, nobody else sees it within this call, has at least as many bytes, and bytes need no
            // alignment.
            let bytes = unsafe UnsafeMutableBufferPointer(
                start: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), count: byteCountMax)
            var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
            write(&output)
            return unsafe output.finalize(for: bytes)
        }
    }
}
