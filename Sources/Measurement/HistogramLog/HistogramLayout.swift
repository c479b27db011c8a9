internal import Histogram

/// The index arithmetic of a histogram's counts: which value belongs to which place.
///
/// The histogram keeps its counts to itself, but its encoding is a list of them. The layout follows from the range and the
/// resolution alone. Values up to twice ten to the number of digits have a place each; from there on each doubling of the
/// value has half as many places, each twice as wide.
struct HistogramLayout: Equatable, Sendable {
    /// The longest list of counts that is encoded or decoded: 4 MiB of counters, as other implementations allow.
    static let countsLengthMax = 1 << 19

    /// The lowest value told apart from zero.
    let lowest: UInt64
    /// The highest value that must fit.
    let highest: UInt64
    /// How many significant decimal digits are kept.
    let digits: SignificantDigits

    /// The places there are.
    let countsLength: Int

    /// Bits dropped from each value because ``lowest`` is larger than one.
    private let unitBits: Int
    /// Bits of the number of places that a doubling has.
    private let halfBits: Int

    /// The layout for this range and resolution; `nil` when there is none or it is longer than ``countsLengthMax``.
    init?(lowest: UInt64, highest: UInt64, digits digitCount: UInt32) {
        guard let digitCount = Int8(exactly: digitCount), let digits = SignificantDigits(rawValue: digitCount),
            lowest >= 1, lowest <= 1 << 32, highest <= UInt64(Int64.max), highest >= 2 * lowest
        else { return nil }
        self.lowest = lowest
        self.highest = highest
        self.digits = digits
        unitBits = 63 - lowest.leadingZeroBitCount
        var singleUnitMax: UInt64 = 2
        for _ in 0..<digitCount { singleUnitMax *= 10 }
        halfBits = max(64 - (singleUnitMax - 1).leadingZeroBitCount, 1) - 1
        // The doublings beyond the first block; at most 63, as the highest value is below 2^63.
        let blockBits = halfBits + 1 + unitBits
        let doublings = max(0, 64 - highest.leadingZeroBitCount - blockBits)
        countsLength = (doublings + 2) << halfBits
        guard countsLength <= Self.countsLengthMax else { return nil }
    }

    /// The layout of `histogram`; `nil` when it has one that is not encoded.
    init?(of histogram: Histogram<UInt64>) {
        self.init(
            lowest: histogram.lowestDiscernibleValue, highest: histogram.highestTrackableValue,
            digits: UInt32(histogram.numberOfSignificantValueDigits.rawValue))
    }

    /// The lowest value at `index`, which must be below ``countsLength``.
    func lowestValue(at index: Int) -> UInt64 {
        let doubling = max(0, (index >> halfBits) - 1)
        let place = index - doubling << halfBits
        return UInt64(place) << (doubling + unitBits)
    }

    /// The highest value at `index`, which must be below ``countsLength``.
    func highestValue(at index: Int) -> UInt64 {
        let doubling = max(0, (index >> halfBits) - 1)
        return lowestValue(at: index) + (1 << (doubling + unitBits)) - 1
    }

    /// Where `value` is counted. Beyond ``countsLength`` for a value that does not fit.
    func index(of value: UInt64) -> Int {
        let doubling = max(0, 64 - value.leadingZeroBitCount - (halfBits + 1 + unitBits))
        return doubling << halfBits + Int(value >> (doubling + unitBits))
    }
}
