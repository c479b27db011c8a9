internal import Registration
internal import Signalling

/// What a server grants to devices that speak SIP, and how long it waits for them.
struct SIPSettings: Sendable {
    /// How long registrations last.
    var expiry = SIPExpiryRule.standard
    /// A secret of this start, from which the tags of answers are made: the same request gets the same tag.
    var tagSecret: UInt64 = 0
    /// The wall clock, in seconds since 1970, which phones set theirs by.
    var wallClock: @Sendable () -> Int64 = { 0 }

    /// How long a new connection may say nothing.
    var firstMessageDeadline = Nanoseconds.seconds(10)
    /// How long a message may take on a connection from its first byte to its last, however steadily its bytes come; and how long a peer
    /// may keep a connection that was closed on this side.
    var messageDeadline = Nanoseconds.seconds(10)
    /// How long a connection may be silent between two messages. Phones ping every two minutes at most (RFC 5626 section 4.4.1), and those
    /// that do not refresh what is granted for an hour well before it ends.
    var idle = Nanoseconds.seconds(3_600)

    /// The defaults.
    init() {}
}
