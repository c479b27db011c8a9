/// How long a registration lasts (RFC 3261 section 10.3, step 7).
public struct SIPExpiryRule: Hashable, Sendable, BitwiseCopyable {
    /// Shorter wishes are refused with 423, unless they are an hour or more.
    public var minSeconds: UInt32
    /// Longer wishes are cut to this.
    public var maxSeconds: UInt32
    /// What a device gets that wishes nothing.
    public var defaultSeconds: UInt32

    /// One minute to one hour, an hour by default.
    public static var standard: SIPExpiryRule {
        SIPExpiryRule(minSeconds: 60, maxSeconds: 3_600, defaultSeconds: 3_600)
    }

    /// A rule of these bounds.
    public init(minSeconds: UInt32, maxSeconds: UInt32, defaultSeconds: UInt32) {
        self.minSeconds = minSeconds
        self.maxSeconds = maxSeconds
        self.defaultSeconds = defaultSeconds
    }

    /// The seconds granted for a wish: 0 for 0, which ends a registration; `nil` where it is too brief.
    public func seconds(wished: UInt32?) -> UInt32? {
        guard let wished else { return min(defaultSeconds, maxSeconds) }
        if wished > 0, wished < minSeconds, wished < 3_600 { return nil }
        return min(wished, maxSeconds)
    }
}
