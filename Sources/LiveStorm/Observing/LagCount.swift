/// How late things were done, in powers of two: enough to tell whether a generator kept up.
struct LagCount {
    private var counts = [Int](repeating: 0, count: 64)
    private(set) var count = 0

    /// Adds a lag in nanoseconds; one below zero is none.
    mutating func add(_ nanoseconds: Int64) {
        counts[nanoseconds <= 0 ? 0 : 64 - nanoseconds.leadingZeroBitCount] += 1
        count += 1
    }

    /// A bound that so many thousandths were not above, in nanoseconds: within a factor of two.
    func bound(perThousand: Int) -> Int64 {
        let rank = (count * perThousand + 999) / 1_000
        var seen = 0
        for (power, number) in counts.enumerated() {
            seen += number
            if seen >= rank { return power == 0 ? 0 : power >= 63 ? .max : Int64(1) << Int64(power) }
        }
        return 0
    }
}
