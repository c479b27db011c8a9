/// Cuts a stream of bytes into messages (RFC 3261 section 18.3) and pings (RFC 5626 section 4.4.1).
///
/// The owner keeps the bytes that have come and no message was cut from yet, and gives all of them each time. What was searched in
/// vain is not searched again, so bytes that come one by one cost no more than bytes that come at once.
///
/// A value with one owner: one for each connection and direction.
public struct SIPFrameScanner: Sendable {
    /// The end of the connection that this is. An empty line means something else at either.
    public enum Role: Hashable, Sendable {
        /// Hears pings: two CRLFs.
        case server
        /// Hears pongs: one CRLF.
        case client
    }

    /// What the first bytes are.
    public enum Frame: Hashable, Sendable {
        /// The beginning of something; more must come.
        case incomplete
        /// A ping, to be answered with one CRLF; so many bytes are done with.
        case ping(byteCount: Int)
        /// An empty line: the answer to a ping, or padding; so many bytes are done with.
        case emptyLine(byteCount: Int)
        /// A message of so many bytes, to be read with ``SIPFraming/stream``.
        case message(byteCount: Int)
        /// No way to say where the message ends: answer it if its header, of `headerByteCount` bytes, can be read; then close.
        case fault(SIPFault, headerByteCount: Int)
    }

    private let role: Role
    private let limits: SIPLimits
    /// Where the search for the end of the header goes on.
    private var searched = 0
    /// The length of the message whose header was read; 0 when none was.
    private var messageByteCount = 0

    /// A scanner at the beginning of a stream.
    public init(role: Role, limits: SIPLimits = .stream) {
        self.role = role
        self.limits = limits
    }

    /// What the first of `bytes` are. After an ``Frame/incomplete`` the next call brings the same bytes and more; after any other, what
    /// follows the bytes that are done with.
    public mutating func next(in bytes: Span<UInt8>) -> Frame {
        if searched == 0, let frame = emptyLines(in: bytes) { return frame }
        if messageByteCount == 0 {
            do throws(SIPFault) {
                guard let headerByteCount = try findHeader(in: bytes) else {
                    // Fewer bytes than a message may have, and no end of its header: any more would be too large.
                    guard bytes.count < limits.messageByteCountMax else {
                        return fault(SIPFault(.messageTooLarge, at: bytes.count), 0)
                    }
                    return .incomplete
                }
                do throws(SIPFault) {
                    messageByteCount = try messageLength(header: headerByteCount, in: bytes)
                } catch {
                    return fault(error, headerByteCount)
                }
            } catch {
                return fault(error, 0)
            }
        }
        guard bytes.count >= messageByteCount else { return .incomplete }
        defer { (searched, messageByteCount) = (0, 0) }
        return .message(byteCount: messageByteCount)
    }

    private mutating func fault(_ fault: SIPFault, _ headerByteCount: Int) -> Frame {
        (searched, messageByteCount) = (0, 0)
        return .fault(fault, headerByteCount: headerByteCount)
    }

    /// Empty lines before a message; `nil` when it begins with something else.
    private func emptyLines(in bytes: Span<UInt8>) -> Frame? {
        guard bytes.count > 0 else { return .incomplete }
        guard bytes[0] == 0x0D else { return nil }
        guard bytes.count > 1 else { return .incomplete }
        guard bytes[1] == 0x0A else { return .fault(SIPFault(.brokenLine, at: 0), headerByteCount: 0) }
        if role == .client { return .emptyLine(byteCount: 2) }
        // Half a ping may be all that has come of it.
        guard bytes.count > 2 else { return .incomplete }
        guard bytes[2] == 0x0D else { return .emptyLine(byteCount: 2) }
        guard bytes.count > 3 else { return .incomplete }
        return bytes[3] == 0x0A ? .ping(byteCount: 4) : .emptyLine(byteCount: 2)
    }

    /// The bytes of the header, its empty line included; `nil` when it has no end yet.
    private mutating func findHeader(in bytes: Span<UInt8>) throws(SIPFault) -> Int? {
        while true {
            switch SIPLines.end(in: bytes, from: searched) {
            case .broken(let place): throw SIPFault(.brokenLine, at: place)
            case .missing(let place):
                searched = place
                return nil
            case .found(let place):
                if place &+ 3 >= bytes.count {
                    // The empty line may be under way; look at this line end again.
                    searched = place
                    if place &+ 2 < bytes.count, bytes[place &+ 2] != 0x0D { searched = place &+ 2 }
                    return nil
                }
                if bytes[place &+ 2] == 0x0D, bytes[place &+ 3] == 0x0A { return place &+ 4 }
                searched = place &+ 2
            }
        }
    }

    private func messageLength(header: Int, in bytes: Span<UInt8>) throws(SIPFault) -> Int {
        guard header <= limits.messageByteCountMax else { throw SIPFault(.messageTooLarge, at: header) }
        guard let length = try contentLength(header: header, in: bytes) else {
            throw SIPFault(.missingField, .contentLength, at: header)
        }
        guard length <= UInt64(limits.messageByteCountMax &- header) else {
            throw SIPFault(.messageTooLarge, .contentLength, at: header)
        }
        return header &+ Int(length)
    }

    /// The value of the one Content-Length; `nil` when there is none.
    private func contentLength(header: Int, in bytes: Span<UInt8>) throws(SIPFault) -> UInt64? {
        var found: UInt64?
        var place = 0
        let text = bytes.extracting(0..<header)
        while case .found(let end) = SIPLines.end(in: text, from: place) {
            let next = end &+ 2
            if let value = contentLengthValue(from: place, to: end, in: text) {
                guard found == nil else { throw SIPFault(.repeatedField, .contentLength, at: place) }
                // A folded value goes on in the next lines.
                var last = end
                while last &+ 2 < header, text[last &+ 2] == 0x20 || text[last &+ 2] == 0x09,
                    case .found(let more) = SIPLines.end(in: text, from: last &+ 2)
                { last = more }
                var cursor = SIPCursor(from: value, to: last)
                cursor.skipSpace(in: text)
                let number = cursor.takeDecimal(in: text)
                cursor.skipSpace(in: text)
                guard let number, cursor.isAtEnd else {
                    throw SIPFault(.malformedField, .contentLength, at: cursor.offset)
                }
                found = number
            }
            place = next
        }
        return found
    }

    /// Where the value begins when the line from `start` is a Content-Length; `nil` when it is not.
    private func contentLengthValue(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int? {
        guard start < end, bytes[start] | 0x20 == 0x63 || bytes[start] | 0x20 == 0x6C else { return nil }
        var cursor = SIPCursor(from: start, to: end)
        let name = cursor.take(.token, in: bytes)
        guard name.matches("content-length", in: bytes) || name.matches("l", in: bytes) else { return nil }
        cursor.skipSpace(in: bytes)
        return cursor.take(0x3A, in: bytes) ? cursor.offset : nil
    }
}
