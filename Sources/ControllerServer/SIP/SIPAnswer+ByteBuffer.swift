internal import NIOCore
internal import Signalling

extension SIPAnswer {
    /// The answer to a request in bytes, with `contacts` in its Contact; `nil` when it would take more than twice the request's
    /// size and 512 bytes, so that no answer to a forged source is much more than its sender spent.
    func bytes(
        answering message: SIPMessage, of request: ByteBuffer, contacts: [UInt8] = [], allocator: ByteBufferAllocator
    ) -> ByteBuffer? {
        let byteCountMax = 2 * request.readableBytes + 512
        var buffer = allocator.buffer(capacity: byteCountMax)
        let count = buffer.append(upTo: byteCountMax) { output in
            // Nothing is written of an answer that does not fit.
            try? write(
                answering: message, in: request.readableBytesUInt8Span, contacts: contacts.span, into: &output)
        }
        return count > 0 ? buffer : nil
    }
}

extension ByteBuffer {
    /// The refusal that takes the place of an answer of ours, which the buffer holds: the same request's, with another status line and
    /// nothing granted. `field` is a line of the header, with its end.
    func refusal(statusLine: String, field: String = "") -> ByteBuffer {
        let text = String(buffer: self)
        // Lines of the request end with its CSeq; what we granted follows.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let last = lines.firstIndex { $0.hasPrefix("CSeq:") } ?? 0
        let kept = lines.dropFirst().prefix(last)
        return ByteBuffer(
            string: ([Substring(statusLine)] + kept).joined(separator: "\r\n") + "\r\n" + field
                + "Content-Length: 0\r\n\r\n")
    }
}
