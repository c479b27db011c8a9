/// A stretch of a run over which the rate is constant or changes linearly, and the arrivals that fall into it.
///
/// Only additions, multiplications, divisions and square roots, which IEEE 754 rounds the same way on every machine. Times
/// of successive arrivals are at least 1 ns apart (the highest rate is 10^9 a second) and carry an error far below that, so
/// they never go backwards.
struct RateSegment: Sendable, BitwiseCopyable {
    /// When the stretch begins and ends, in nanoseconds from the start of the run.
    let startNanoseconds: Double
    let endNanoseconds: Double
    /// The integral of the rate from the start of the run to the start and the end of the stretch: arrivals, with fraction.
    let arrivalsAtStart: Double
    let arrivalsAtEnd: Double
    /// The rate at the start, per second.
    private let ratePerSecond: Double
    /// The change of the rate, per second squared, doubled; 0 for a constant rate.
    private let twiceSlope: Double
    /// Nanoseconds between arrivals of a constant rate.
    private let periodNanoseconds: Double

    /// The stretch after `arrivalsAtStart` arrivals, from one second of the run to another, not earlier one.
    init(fromSeconds: Double, toSeconds: Double, fromRate: Double, toRate: Double, arrivalsAtStart: Double) {
        let seconds = toSeconds - fromSeconds
        startNanoseconds = fromSeconds * 1e9
        endNanoseconds = toSeconds * 1e9
        self.arrivalsAtStart = arrivalsAtStart
        arrivalsAtEnd = arrivalsAtStart + (fromRate + toRate) / 2 * seconds
        ratePerSecond = fromRate
        twiceSlope = fromRate == toRate ? 0 : 2 * (toRate - fromRate) / seconds
        periodNanoseconds = 1e9 / fromRate
    }

    /// The first arrival that is not in this or an earlier stretch.
    ///
    /// An integral that is a whole number but for the rounding of its sum counts as that number: a hundred levels add up to
    /// an error of at most a hundred units of 2^-53.
    var endIndex: UInt64 { UInt64((arrivalsAtEnd * (1 - 0x1p-46)).rounded(.up)) }

    /// When arrival `index`, one of this stretch, is planned: in whole nanoseconds, rounded down.
    @inline(__always)
    func nanoseconds(at index: UInt64) -> Int64 {
        let arrivals = Double(index) - arrivalsAtStart
        guard arrivals > 0 else { return Int64(startNanoseconds) }
        let offset: Double
        if twiceSlope == 0 {
            offset = arrivals * periodNanoseconds
        } else {
            // Solves rate * t + slope * t^2 / 2 = arrivals, in the form that loses no digits for small slopes. Rounding may
            // bring the radicand of a falling rate below 0, at its very end.
            let root = max(0, ratePerSecond * ratePerSecond + twiceSlope * arrivals).squareRoot()
            offset = 2e9 * arrivals / (ratePerSecond + root)
        }
        return Int64(min(startNanoseconds + offset, endNanoseconds))
    }
}
