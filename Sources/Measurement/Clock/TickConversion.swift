/// Turns counter ticks into nanoseconds by one multiplication and one shift.
///
/// A tick is held as a fixed-point number of nanoseconds with ``fractionBits`` bits after the point, so a span of years
/// comes out exact to the nanosecond of the measured frequency. Counters below 4 MHz do not fit and are refused.
@usableFromInline struct TickConversion: Sendable, BitwiseCopyable {
    /// Bits after the point. 56 leaves eight for the whole nanoseconds of a tick: counters from 4 MHz upwards.
    @usableFromInline static var fractionBits: UInt64 { 56 }

    /// Nanoseconds per tick, as a fixed-point number. Not zero.
    @usableFromInline let multiplier: UInt64

    /// The rate at which `ticks` pass in `nanoseconds`; `nil` when either is zero or the rate is outside 4 MHz to 2^56
    /// ticks per nanosecond.
    init?(ticks: UInt64, nanoseconds: UInt64) {
        guard ticks > 0 else { return nil }
        let scaled = nanoseconds.multipliedFullWidth(by: 1 << Self.fractionBits)
        guard scaled.high < ticks else { return nil }
        multiplier = ticks.dividingFullWidth(scaled).quotient
        guard multiplier > 0 else { return nil }
    }

    /// The span of `ticks` in nanoseconds. Wraps after 584 years.
    @inlinable func nanoseconds(ticks: UInt64) -> UInt64 {
        let product = ticks.multipliedFullWidth(by: multiplier)
        return product.high &<< (64 &- Self.fractionBits) | product.low &>> Self.fractionBits
    }
}
