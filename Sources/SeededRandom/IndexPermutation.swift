/// A seeded pseudo-random order of `0 ..< count`, each place computed by itself: no table, no memory.
///
/// Three Feistel rounds over a rectangle of rows and columns that holds at least `count` cells and at most one row more
/// (Black and Rogaway's generalised form). A result past the end is permuted again until it falls inside ("cycle walking");
/// since the rectangle is that tight, this happens once in about the square root of `count` times, and the branch predicts
/// well. Three rounds are the fewest whose result is random in both coordinates (Luby and Rackoff); the order need not resist
/// an attacker. A few nanoseconds a place.
public struct IndexPermutation: Sendable, BitwiseCopyable {
    /// How many indices are permuted, 1 to 2^31.
    public let count: UInt32
    /// Cells of the rectangle: `rows * columns >= count`.
    private let rows: UInt32
    private let columns: UInt32
    /// 2^64 / columns, rounded up: dividing a 32-bit number by `columns` is then one multiplication (Lemire's fastdiv).
    private let reciprocal: UInt64
    private let keys: (UInt64, UInt64, UInt64)

    /// The order of `count` indices that `seed` gives; a `count` below 1 counts as 1.
    public init(count: UInt32, seed: UInt64) {
        let count = max(1, min(count, 1 << 31))
        // At least 2, so that the reciprocal fits in a word.
        let columns = max(2, UInt32(Double(count).squareRoot().rounded(.up)))
        self.count = count
        self.columns = columns
        rows = (count + columns - 1) / columns
        reciprocal = UInt64.max / UInt64(columns) + 1
        var seeds = SplitMix64(seed: seed)
        keys = (seeds.next(), seeds.next(), seeds.next())
    }

    /// The index at `place`, which must be below ``count``.
    @inline(__always)  // on the path of every request; a call would reload the keys each time
    public subscript(place: UInt32) -> UInt32 {
        // Walking the cycle of a place inside returns inside at the latest at that place itself.
        var cell = permuted(place)
        while cell >= count { cell = permuted(cell) }
        return cell
    }

    @inline(__always)
    private func permuted(_ cell: UInt32) -> UInt32 {
        var row = UInt32(truncatingIfNeeded: reciprocal.multipliedFullWidth(by: UInt64(cell)).high)
        var column = cell &- row &* columns
        row = Self.shifted(row, by: column, key: keys.0, size: rows)
        column = Self.shifted(column, by: row, key: keys.1, size: columns)
        row = Self.shifted(row, by: column, key: keys.2, size: rows)
        return row &* columns &+ column
    }

    /// `value` moved around a circle of `size` places by a distance that depends on `other` and `key` alone.
    private static func shifted(_ value: UInt32, by other: UInt32, key: UInt64, size: UInt32) -> UInt32 {
        var hash = (UInt64(other) ^ key) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
        let distance = UInt32(truncatingIfNeeded: ((hash >> 32) &* UInt64(size)) >> 32)
        // Both are below `size`, at most 2^31: the sum fits.
        let sum = value &+ distance
        return sum >= size ? sum &- size : sum
    }
}
