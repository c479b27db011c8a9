internal import SeededRandom

/// Finds where a series of values changed for good: after which of them the rest is distributed otherwise.
///
/// E-divisive, as performance teams use it on their histories: the split that sets the two sides furthest apart in energy distance, kept when
/// fewer than ``significance`` of the random orders of the same values have one as far, then the same again on both sides. It assumes no
/// distribution, and single outliers do not move it. Sources: Matteson and James, "A Nonparametric Approach for Multiple Change Point
/// Analysis of Multivariate Data" (2014), section 2; Daly et al., "The Use of Change Point Detection to Identify Software Performance
/// Regressions in a Continuous Integration System" (ICPE 2020).
///
/// A change is seen once about ``sideMin`` values follow it. Pure: the same values and seed give the same places. Takes time
/// in proportion to the square of the number of values, some hundred times.
public struct ChangePointSearch: Sendable {
    /// The most values that are looked at; of more, the newest.
    public static let valuesMax = 300

    /// The fewest values on either side of a change. With fewer no order of them is rare enough to be told from chance.
    public let sideMin = 5
    /// How rare a split must be among random orders.
    public let significance = 0.01
    /// The random orders that are tried.
    public let orderCount = 199
    /// Where chance comes from.
    public let seed: UInt64 = 1

    /// A search with the defaults.
    public init() {}

    /// The index of the first value after each change, in order.
    public func places(in values: [Double]) -> [Int] {
        let skipped = max(0, values.count - Self.valuesMax)
        var random = SplitMix64(seed: seed)
        var places: [Int] = []
        // The parts that are still to be looked at; each change leaves two smaller ones.
        var parts = [skipped..<values.count]
        while let part = parts.popLast() {
            guard part.count >= 2 * sideMin else { continue }
            let slice = Array(values[part])
            guard let split = bestSplit(of: slice), isSignificant(split.distance, in: slice, &random) else { continue }
            places.append(part.lowerBound + split.index)
            parts.append(part.lowerBound..<part.lowerBound + split.index)
            parts.append(part.lowerBound + split.index..<part.upperBound)
        }
        return places.sorted()
    }

    /// Whether few random orders of the values have a split that is as far apart.
    private func isSignificant(_ distance: Double, in values: [Double], _ random: inout SplitMix64) -> Bool {
        guard distance > 0 else { return false }
        var asFar = 1
        var shuffled = values
        for _ in 0..<orderCount {
            shuffled.shuffle(using: &random)
            // Equal but for rounding is as far.
            if let split = bestSplit(of: shuffled), split.distance >= distance * (1 - 1e-9) { asFar += 1 }
            if Double(asFar) > significance * Double(orderCount + 1) { return false }
        }
        return true
    }

    /// The split that sets its two sides furthest apart: energy distance, weighed by the sides' lengths (Matteson and James, equations 5
    /// to 7). The right side may end before the last value, so that a change which is taken back later is seen as well.
    private func bestSplit(of values: [Double]) -> (index: Int, distance: Double)? {
        let count = values.count
        // The sums of distances between the values of the ranges from 0, by their ends.
        var left = [Double](repeating: 0, count: count + 1)
        for end in 1...count {
            var sum = left[end - 1]
            for other in 0..<end - 1 { sum += abs(values[other] - values[end - 1]) }
            left[end] = sum
        }
        // The same of the ranges from `split`; each follows from those from the value after it.
        var right = [Double](repeating: 0, count: count + 1)
        var best: (index: Int, distance: Double)?
        for split in (sideMin..<count).reversed() {
            let before = Double(split)
            let inLeft = 2 * left[split] / (before * (before - 1))
            var diagonal = 0.0
            for end in split + 1...count {
                let sum = right[end - 1] + right[end] - diagonal + abs(values[split] - values[end - 1])
                diagonal = right[end]
                right[end] = sum
                guard end - split >= sideMin else { continue }
                let after = Double(end - split)
                let across = left[end] - left[split] - sum
                let energy = 2 * across / (before * after) - inLeft - 2 * sum / (after * (after - 1))
                let distance = energy * before * after / (before + after)
                if distance > best?.distance ?? -.infinity { best = (split, distance) }
            }
        }
        return best
    }
}
