internal import NIOCore
internal import Signalling

extension ByteBuffer {
    /// Appends the answer to a request; `false`, and nothing done, when it would take more than twice the request's size and 512 bytes, so
    /// that no answer to a forged source is much more than its sender spent.
    mutating func write(
        _ answer: SIPAnswer, to message: SIPMessage, of request: ByteBuffer, contact: [UInt8] = []
    ) -> Bool {
        let count = unsafe writeWithUnsafeMutableBytes(
            minimumWritableBytes: 2 * request.readableBytes + 512
        ) { memory in
            // The memory is this buffer's own, nobody else sees it within this call, and bytes need no alignment.
            let bytes = unsafe UnsafeMutableBufferPointer(
                start: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), count: memory.count)
            var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
            do throws(SIPOutputFull) {
                try answer.write(
                    answering: message, in: request.readableBytesUInt8Span, contact: contact.span, into: &output)
            } catch {
                output.removeAll()
            }
            return unsafe output.finalize(for: bytes)
        }
        return count > 0
    }

    /// The refusal that takes the place of an answer of ours: the same request's, with another status and nothing granted.
    func refusal(statusLine: String, field: String = "") -> ByteBuffer {
        let text = String(buffer: self)
        // Lines of the request end with its CSeq; what we granted follows.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let last = lines.firstIndex { $0.hasPrefix("CSeq:") } ?? 0
        let kept = lines.isEmpty ? [] : lines[1...max(last, 1)]
        return ByteBuffer(
            string: ([Substring(statusLine)] + kept).joined(separator: "\r\n") + "\r\n" + field
                + "Content-Length: 0\r\n\r\n")
    }
}
