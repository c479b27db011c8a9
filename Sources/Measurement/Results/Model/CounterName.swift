/// The counters of a result that the measurement side itself reads. A result may hold any others.
///
/// Registration requests are counted under names with a dot: `queued.<tier>` for those that entered the queue and
/// `denied.<reason>` for those refused. Token requests have names of their own, so that the two never mix.
public enum CounterName {
    /// Token requests that were granted.
    public static let tokensGranted = "tokensGranted"
    /// Token requests that were denied.
    public static let tokensDenied = "tokensDenied"
    /// Tokens that a registration used up.
    public static let tokensRedeemed = "tokensRedeemed"
    /// Tokens that ended unused.
    public static let tokensExpired = "tokensExpired"
    /// Tokens that were alive when the counters were read.
    public static let tokensOutstanding = "tokensOutstanding"
    /// Devices that reached the registration table.
    public static let registered = "registered"

    /// Registration requests that entered the queue on `tier`.
    public static func queued(_ tier: String) -> String { queuedPrefix + tier }
    /// Registration requests refused for `reason`.
    public static func denied(_ reason: String) -> String { deniedPrefix + reason }

    static let queuedPrefix = "queued."
    static let deniedPrefix = "denied."
}
