internal import SeededRandom

/// Finds where a series of values changed for good: after which of them the rest is distributed otherwise.
///
/// E-divisive, as performance teams use it on their histories: the split that sets the two sides furthest apart in energy distance, kept when
/// fewer than ``significance`` of the random orders of the same values have one as far, then the same again on both sides. It assumes no
/// distribution, and single outliers do not move it. Sources: Matteson and James, "A Nonparametric Approach for Multiple Change Point
/// Analysis of Multivariate Data" (2014), section 2; Daly et al., "The Use of Change Point Detection to Identify Software Performance
/// Regressions in a Continuous Integration System" (ICPE 2020).
///
/// A change is seen once there are ``sideMin`` values after it. Pure: the same values and seed give the same places. Takes time
/// in proportion to the square of the number of values, some hundred times.
public struct ChangePointSearch: Sendable {
    /// The most values that are looked at; of more, the newest.
    public static let valuesMax = 300

    /// The fewest values on either side of a change. With fewer no order of them is rare enough to be told from chance.
    public var sideMin = 5
    /// How rare a split must be among random orders.
    public var significance = 0.01
    /// The random orders that are tried.
    public var orderCount = 199
    /// Where chance comes from.
    public var seed: UInt64 = 1

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

    /// The split whose sides are furthest apart: their energy distance, weighed by their lengths (Matteson and James, equation 7).
    private func bestSplit(of values: [Double]) -> (index: Int, distance: Double)? {
        let count = values.count
        var within = (left: 0.0, right: 0.0)
        var across = 0.0
        for first in 0..<count {
            for second in first + 1..<max(count, first + 1) { within.right += abs(values[first] - values[second]) }
        }
        var best: (index: Int, distance: Double)?
        for moved in 0..<count - 1 {
            // The value goes from the right side to the left one.
            var toLeft = 0.0
            var toRight = 0.0
            for other in 0..<moved { toLeft += abs(values[moved] - values[other]) }
            for other in moved + 1..<count { toRight += abs(values[moved] - values[other]) }
            within.left += toLeft
            within.right -= toRight
            across += toRight - toLeft
            let left = Double(moved + 1)
            let right = Double(count) - left
            guard moved + 1 >= sideMin, count - moved - 1 >= sideMin else { continue }
            let energy =
                2 * across / (left * right) - 2 * within.left / (left * (left - 1))
                - 2 * within.right / (right * (right - 1))
            let distance = energy * left * right / (left + right)
            if distance > best?.distance ?? -.infinity { best = (moved + 1, distance) }
        }
        return best
    }
}
