/// A SIP request or response as places in its bytes: what one pass over them found (RFC 3261).
///
/// ```swift
/// var message = SIPMessage()  // one for each thread; reading fills it anew
/// do throws(SIPFault) {
///     try message.read(datagram, framing: .datagram)
/// } catch {
///     if message.isAnswerable { try SIPAnswer(error).write(answering: message, in: datagram, ...) }
/// }
/// ```
///
/// It copies nothing and allocates nothing: about 1 KiB of its own, whatever the peer sends. Its parts are ``SIPSlice``s that mean
/// something together with the bytes read. After a fault it still holds what was found, so that the fault can be answered.
///
/// A value with one owner; give it by `inout` or borrow, as copies cost.
public struct SIPMessage: Sendable {
    /// The request's method; ``SIPMethod/unknown`` in a response, and in a request with a method of an RFC we do not read.
    public internal(set) var method = SIPMethod.unknown
    /// The method's name; absent in a response.
    public internal(set) var methodName = SIPSlice.absent
    /// The request's address.
    public internal(set) var requestURI = SIPSlice.absent
    /// The response's status; `nil` in a request.
    public internal(set) var status: SIPStatus?
    /// The response's phrase; it may be empty.
    public internal(set) var reasonPhrase = SIPSlice.absent

    /// The top Via.
    public internal(set) var via = SIPVia()
    /// Who sent the request.
    public internal(set) var from = SIPAddress()
    /// Whom it concerns; a registrar's address of record.
    public internal(set) var to = SIPAddress()
    /// The place in the order of its Call-ID.
    public internal(set) var sequence = SIPSequence()
    /// Hops that are left; `nil` when it does not say.
    public internal(set) var maxForwards: UInt8?
    /// Seconds of Expires, `.max` where it says more; `nil` when there is none or it is no number.
    public internal(set) var expiresSeconds: UInt32?
    /// Bytes of body that Content-Length says; `nil` when it is missing.
    public internal(set) var contentLength: Int?
    /// The body; absent when the header has a fault.
    public internal(set) var body = SIPSlice.absent

    /// The known fields in their order.
    public internal(set) var fields = SIPFields()
    /// Header fields, unknown ones included.
    public internal(set) var fieldCount = 0

    /// A message that nothing was read into.
    public init() {}

    /// Whether it is a request.
    public var isRequest: Bool { methodName.isPresent }

    /// The Call-ID.
    public var callID: SIPSlice { fields[.callID] }

    /// Whether enough was found for a response: a top Via that says where to, and the four fields that a response repeats. An
    /// ACK is never answered (RFC 3261 section 17.1.1.3), and neither is a response.
    public var isAnswerable: Bool {
        isRequest && method != .ack && via.host.isPresent && fields[.from].isPresent && fields[.to].isPresent
            && fields[.callID].isPresent && fields[.cSeq].isPresent
    }

    /// Seconds of Retry-After, `.max` where it says more; `nil` when there is none or it is no number. Comments and
    /// parameters behind the number are passed over (RFC 3261 section 20.33).
    public func retryAfterSeconds(in bytes: Span<UInt8>) -> UInt32? { seconds(of: .retryAfter, in: bytes) }

    /// Seconds of Min-Expires, likewise.
    public func minExpiresSeconds(in bytes: Span<UInt8>) -> UInt32? { seconds(of: .minExpires, in: bytes) }

    private func seconds(of name: SIPFieldName, in bytes: Span<UInt8>) -> UInt32? {
        var cursor = SIPCursor(fields[name])
        return cursor.takeDecimal(in: bytes).map { UInt32(clamping: $0) }
    }
}
