/// An answer as a phone reads it: how its request fared, which request that was, and the few fields that a registration turns on
/// (RFC 3261 sections 10.2.4, 17.1.3 and 20.33).
///
/// ```swift
/// guard let reply = try SIPReply.read(datagram, framing: .datagram) else { return }  // no answer: a request, or garbage
/// let request = requests[reply.transaction.hexadecimalNumber(in: datagram)]
/// ```
///
/// ``SIPMessage`` reads what every field says; this looks at the values that it keeps and at no others, as a phone hears an answer for each
/// request that it sends. It takes for an answer whatever has the form of one: every line is a field, the fields of RFC 3261 section 8.1.1
/// are there, and so is the whole body.
public struct SIPReply: Sendable, BitwiseCopyable {
    /// How the request fared.
    public let status: SIPStatus
    /// The transaction that the top Via names, behind its cookie; absent where there is none.
    public private(set) var transaction = SIPSlice.absent
    /// The first Contact; absent where nothing is bound.
    public private(set) var contact = SIPSlice.absent
    private var retryAfter = SIPSlice.absent
    private var contentLength: Int?
    /// A bit for each name that was seen.
    private var names: UInt32 = 0

    private init(status: SIPStatus) { self.status = status }

    /// Reads the answer that `bytes` hold, from the first byte; empty lines before it are passed over. `nil` where the first line is not
    /// that of an answer.
    ///
    /// Complexity: linear in the number of bytes; allocates nothing. Thread-safe, as any value.
    public static func read(
        _ bytes: Span<UInt8>, framing: SIPFraming, limits: SIPLimits = .datagram
    ) throws(SIPFault) -> SIPReply? {
        guard bytes.count <= limits.messageByteCountMax else { throw SIPFault(.messageTooLarge, at: bytes.count) }
        let start = SIPFieldLine.messageStart(in: bytes)
        let lineEnd = try SIPFieldLine.lineEnd(in: bytes, from: start)
        var line = SIPCursor(from: start, to: lineEnd)
        guard !line.take(.token, in: bytes).isEmpty, line.peek(in: bytes) == 0x2F else { return nil }
        var reply = SIPReply(
            status: try SIPMessage.statusLine(SIPCursor(from: start, to: lineEnd), in: bytes).status)
        var place = lineEnd &+ 2
        var fieldCount = 0
        while true {
            guard place < bytes.count else { throw SIPFault(.truncated, at: place) }
            let end = try SIPFieldLine.end(in: bytes, from: place)
            if end == place { break }
            fieldCount &+= 1
            guard fieldCount <= limits.fieldCountMax else { throw SIPFault(.tooManyFields, at: place) }
            try reply.note(try SIPFieldLine(from: place, to: end, in: bytes), in: bytes)
            place = end &+ 2
        }
        try reply.check(bodyStart: place &+ 2, in: bytes, framing)
        return reply
    }

    /// Seconds of Retry-After, `.max` where it says more; `nil` when there is none or it is no number.
    public func retryAfterSeconds(in bytes: Span<UInt8>) -> UInt32? {
        var cursor = SIPCursor(retryAfter)
        return cursor.takeDecimal(in: bytes).map { UInt32(clamping: $0) }
    }

    @inline(__always)
    private static func bit(_ name: SIPFieldName) -> UInt32 { 1 << UInt32(name.rawValue) }

    @inline(__always)
    private mutating func note(_ field: SIPFieldLine, in bytes: Span<UInt8>) throws(SIPFault) {
        guard field.name != .unknown else { return }
        let isRepeated = names & Self.bit(field.name) != 0
        if isRepeated, field.name.isSingle {
            throw SIPFault(.repeatedField, field.name, at: field.value.lowerBound)
        }
        names |= Self.bit(field.name)
        switch field.name {
        case .via where !isRepeated: transaction = try SIPVia.transaction(ofFirst: field.value, in: bytes)
        case .contact where !isRepeated: contact = field.value
        case .retryAfter: retryAfter = field.value
        case .contentLength:
            contentLength = Int(
                try SIPFieldLine.number(field.value, of: .contentLength, max: UInt64(Int32.max), in: bytes))
        default: break
        }
    }

    /// What a message must have (RFC 3261 section 8.1.1).
    private static var demandedNames: UInt32 { bit(.via) | bit(.from) | bit(.to) | bit(.callID) | bit(.cSeq) }

    private func check(bodyStart: Int, in bytes: Span<UInt8>, _ framing: SIPFraming) throws(SIPFault) {
        let missing = Self.demandedNames & ~names
        if missing != 0 {
            let name = SIPFieldName(rawValue: UInt8(truncatingIfNeeded: missing.trailingZeroBitCount)) ?? .unknown
            throw SIPFault(.missingField, name, at: bodyStart)
        }
        if framing == .stream, contentLength == nil { throw SIPFault(.missingField, .contentLength, at: bodyStart) }
        guard contentLength ?? 0 <= bytes.count &- bodyStart else {
            throw SIPFault(.bodyTruncated, .contentLength, at: bytes.count)
        }
    }
}
