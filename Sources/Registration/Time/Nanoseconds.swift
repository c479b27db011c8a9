/// A span of time in whole nanoseconds, one machine word.
///
/// `Duration` of the standard library is 128 bits of attoseconds; on the request path the core adds and compares spans
/// several times per request, so it uses this word and converts at its border. The range is about 292 years either way.
/// Arithmetic saturates at ``max``: a span comes from configuration or from a peer's wait, and must never trap.
public struct Nanoseconds: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The span, in nanoseconds. May be negative.
    public var count: Int64

    /// A span of `count` nanoseconds.
    public init(_ count: Int64) { self.count = count }

    /// The empty span.
    public static var zero: Nanoseconds { Nanoseconds(0) }

    /// The longest span; what saturated sums become.
    public static var max: Nanoseconds { Nanoseconds(.max) }

    /// A span of `count` microseconds, saturating.
    public static func microseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1_000) * count }

    /// A span of `count` milliseconds, saturating.
    public static func milliseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1_000_000) * count }

    /// A span of `count` seconds, saturating.
    public static func seconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1_000_000_000) * count }

    /// A span of `seconds`, rounded to the nearest nanosecond, saturating; not-a-number becomes zero.
    public init(seconds: Double) {
        let scaled = (seconds * 1e9).rounded()
        guard scaled == scaled, abs(scaled) < 9.2e18 else {
            self.init(scaled > 0 ? .max : scaled < 0 ? .min : 0)
            return
        }
        self.init(Int64(scaled))
    }

    /// The span in seconds; exact below 2^53 nanoseconds (104 days).
    public var seconds: Double { Double(count) / 1e9 }

    /// The span as the standard library's type.
    public var duration: Duration { .nanoseconds(count) }

    /// The span rounded up to a multiple of `step`; unchanged when `step` is not positive.
    public func roundedUp(toMultipleOf step: Nanoseconds) -> Nanoseconds {
        guard step.count > 1 else { return self }
        let remainder = count % step.count
        return remainder <= 0 ? self - Nanoseconds(remainder) : self + Nanoseconds(step.count - remainder)
    }

    /// The sum, saturating.
    public static func + (a: Nanoseconds, b: Nanoseconds) -> Nanoseconds {
        let (sum, overflow) = a.count.addingReportingOverflow(b.count)
        return overflow ? Nanoseconds(b.count < 0 ? .min : .max) : Nanoseconds(sum)
    }

    /// The difference, saturating.
    public static func - (a: Nanoseconds, b: Nanoseconds) -> Nanoseconds {
        let (difference, overflow) = a.count.subtractingReportingOverflow(b.count)
        return overflow ? Nanoseconds(b.count < 0 ? .max : .min) : Nanoseconds(difference)
    }

    /// The product, saturating.
    public static func * (a: Nanoseconds, factor: Int64) -> Nanoseconds {
        let (product, overflow) = a.count.multipliedReportingOverflow(by: factor)
        return overflow ? Nanoseconds((a.count < 0) == (factor < 0) ? .max : .min) : Nanoseconds(product)
    }

    /// Order by length.
    public static func < (a: Nanoseconds, b: Nanoseconds) -> Bool { a.count < b.count }
}
