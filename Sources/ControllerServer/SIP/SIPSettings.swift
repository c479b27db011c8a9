internal import Registration
internal import Signalling

/// What a server grants to devices that speak SIP.
struct SIPSettings: Sendable {
    /// How long registrations last.
    var expiry = SIPExpiryRule.standard
    /// A secret of this start, from which the tags of answers are made: the same request gets the same tag.
    var tagSecret: UInt64 = 0
    /// The wall clock, in seconds since 1970, which phones set theirs by.
    var wallClock: @Sendable () -> Int64 = { 0 }

    /// The defaults.
    init() {}
}
