/// The nonce counts that were used with one nonce (RFC 7616 section 3.4, `nc`): none counts twice.
///
/// Requests may overtake one another, so the last 64 counts are told apart; what is older is refused. 16 bytes: the server keeps one
/// for each device that it lets use a nonce more than once.
public struct NonceCountWindow: Hashable, Sendable, BitwiseCopyable {
    /// The highest count that was used; 0 for none.
    public private(set) var highest: UInt32 = 0
    /// Bit n: whether `highest` - n was used.
    private var used: UInt64 = 0

    /// A window of a nonce that was not used yet.
    public init() {}

    /// Uses `count`; false, and nothing changed, when it was used before or is too old to say.
    public mutating func use(_ count: UInt32) -> Bool {
        guard count > 0 else { return false }
        if count > highest {
            let shift = count - highest
            used = shift < 64 ? used << UInt64(shift) | 1 : 1
            highest = count
            return true
        }
        let age = highest - count
        guard age < 64, used >> UInt64(age) & 1 == 0 else { return false }
        used |= 1 << UInt64(age)
        return true
    }
}
