public import Registration

/// How long a device waits before it asks again, after a denial or after silence.
///
/// The baselines of the storm laboratory stand beside what our devices do. Integer arithmetic only, so a seed gives the same
/// waits on every machine.
public enum RetryBehavior: Hashable, Sendable, BitwiseCopyable {
    /// Waits as told; after silence, full jitter from one second up to a minute.
    case asTold
    /// Waits the same span whatever it was told (chan-sccp's `backoff_time`).
    case fixed(Nanoseconds)
    /// Uniform in `[0, min(cap, base * 2^failures)]` whatever it was told (AWS "full jitter").
    case fullJitter(base: Nanoseconds, cap: Nanoseconds)
    /// RFC 5626 section 4.5, whatever it was told: `W = min(longest, base * 2^failures)`, then uniform in `[W / 2, W]`.
    case flowRecovery(base: Nanoseconds, longest: Nanoseconds)

    /// RFC 5626's own figures for a device all of whose flows failed: 30 s, up to 1,800 s.
    public static var rfc5626: RetryBehavior { .flowRecovery(base: .seconds(30), longest: .seconds(1_800)) }

    /// Full jitter from one second up to a minute.
    public static var jitter: RetryBehavior { .fullJitter(base: .seconds(1), cap: .seconds(60)) }

    /// The wait after `failures` unsuccessful attempts in a row, the first being 1. `told` is the retry time of a denial, `nil`
    /// after silence. Never negative.
    public func wait(
        told: Nanoseconds?, failures: Int, random: inout some RandomNumberGenerator
    ) -> Nanoseconds {
        switch self {
        case .asTold:
            guard let told else {
                return Self.jitter.wait(told: nil, failures: failures, random: &random)
            }
            return max(told, .zero)
        case .fixed(let span): return span
        case .fullJitter(let base, let cap):
            return Self.uniform(.zero, Self.doubled(base, failures - 1, limit: cap), random: &random)
        case .flowRecovery(let base, let longest):
            let window = Self.doubled(base, failures, limit: longest)
            return Self.uniform(Nanoseconds(window.count / 2), window, random: &random)
        }
    }

    /// `min(limit, base * 2^exponent)`.
    private static func doubled(_ base: Nanoseconds, _ exponent: Int, limit: Nanoseconds) -> Nanoseconds {
        min(base * (Int64(1) << Int64(min(max(exponent, 0), 40))), limit)
    }

    /// Uniform from `shortest` up to `longest`.
    private static func uniform(
        _ shortest: Nanoseconds, _ longest: Nanoseconds, random: inout some RandomNumberGenerator
    ) -> Nanoseconds {
        let width = UInt64(max((longest - shortest).count, 0))
        return shortest + Nanoseconds(Int64(random.next().multipliedFullWidth(by: width).high))
    }
}
