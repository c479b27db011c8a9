public import Registration

/// A response to a request: what is to be said beside the fields that the request itself gives (RFC 3261 section 8.2.6).
///
/// ```swift
/// var answer = SIPAnswer(.serviceUnavailable, to: source)
/// answer.retryAfterSeconds = 7
/// try answer.write(answering: message, in: datagram, into: &output)
/// ```
public struct SIPAnswer: Sendable, BitwiseCopyable {
    /// What a 200 to a REGISTER says of the contact that was bound.
    public struct Binding: Sendable, BitwiseCopyable {
        /// The contact, from the request that is answered.
        public var contact: SIPContact
        /// Seconds until it expires.
        public var seconds: UInt32

        /// A contact bound for so long.
        public init(contact: SIPContact, seconds: UInt32) {
            self.contact = contact
            self.seconds = seconds
        }
    }

    /// The status. With 405, Allow is written; with 420, Unsupported, from the request's Require.
    public var status: SIPStatus
    /// Where the request came from: said in the top Via where it asks, or names another host (RFC 3261 section 18.2.1, RFC 3581).
    public var source: InternalAddress
    /// The tag that is added to a To that has none (RFC 3261 section 8.2.6.2). Retransmissions need the same one.
    public var toTag: UInt64
    /// The fault that is answered, said beside the code.
    public var fault: SIPFault?
    /// Seconds to wait before asking again: with 486 and 503.
    public var retryAfterSeconds: UInt32?
    /// The shortest time that is granted: with 423.
    public var minExpiresSeconds: UInt32?
    /// What was bound: with 200.
    public var binding: Binding?
    /// The wall clock's time, which phones set theirs by.
    public var date: SIPDate?
    /// Where the user of the request's address is: with 302. The user of the contact is that of the request.
    public var redirection: InternalAddress?
    /// With 401.
    public var challenge: DigestChallenge?
    /// With 202 to a REFER that begins no subscription: "Refer-Sub: false" (RFC 4488).
    public var refusesReferSubscription = false

    /// An answer of this status, to a request from `source`.
    public init(_ status: SIPStatus, to source: InternalAddress, toTag: UInt64 = 0) {
        self.status = status
        self.source = source
        self.toTag = toTag
    }

    /// The answer to a message with a fault.
    public init(_ fault: SIPFault, to source: InternalAddress, toTag: UInt64 = 0) {
        self.init(fault.status, to: source, toTag: toTag)
        self.fault = fault
    }

    /// The answer to a demand that is refused.
    public init(_ refusal: SIPRefusal, to source: InternalAddress, toTag: UInt64 = 0) {
        self.init(refusal.status, to: source, toTag: toTag)
        fault = refusal.fault
        minExpiresSeconds = refusal.minExpiresSeconds
    }
}
