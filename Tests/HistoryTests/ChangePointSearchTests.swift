import History
import SeededRandom
import Testing

@Suite("Change points")
struct ChangePointSearchTests {
    /// Values about `levels`, twenty of each, with noise of `spread`.
    private func values(levels: [Double], spread: Double, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return levels.flatMap { level in
            (0..<20).map { _ in level + spread * Double.random(in: -1...1, using: &random) }
        }
    }

    @Test("A planted change is found at its place", arguments: [1.05, 0.9, 3])
    func planted(factor: Double) {
        var others = 0
        for seed in UInt64(1)...20 {
            let values = values(levels: [100, 100 * factor], spread: 1, seed: seed)
            let places = ChangePointSearch().places(in: values)
            #expect(places.contains(20), "seed \(seed): \(places)")
            others += places.count - 1
        }
        // What is left and right of the change is noise, one in a hundred of which is taken for another one.
        #expect(others <= 3)
    }

    @Test("Several changes are found, up and down")
    func several() {
        var others = 0
        for seed in UInt64(1)...10 {
            let values = values(levels: [100, 110, 100, 80], spread: 1, seed: seed)
            let places = ChangePointSearch().places(in: values)
            #expect(Set(places).isSuperset(of: [20, 40, 60]), "seed \(seed): \(places)")
            others += places.count - 3
        }
        #expect(others <= 3)
    }

    @Test("A change that is taken back is found, and so is its end")
    func takenBack() {
        for seed in UInt64(1)...10 {
            var random = SplitMix64(seed: seed)
            let values = (0..<30).map { (10..<20).contains($0) ? 90 : 100 + Double.random(in: -1...1, using: &random) }
            let places = ChangePointSearch().places(in: values)
            #expect(Set(places).isSuperset(of: [10, 20]), "seed \(seed): \(places)")
        }
    }

    @Test("Noise alone is seldom taken for a change")
    func noise() {
        var random = SplitMix64(seed: 7)
        let series = 200
        let found = (0..<series).filter { _ in
            !ChangePointSearch().places(in: (0..<40).map { _ in Double.random(in: 90...110, using: &random) }).isEmpty
        }.count
        // One in a hundred is what the significance allows; more than eight of two hundred has a chance below one in ten thousand.
        #expect(found <= 8, "\(found) of \(series) series of noise, seed 7")
    }

    @Test("An outlier is no change")
    func outlier() {
        var values = values(levels: [100, 100], spread: 1, seed: 3)
        values[13] = 900
        #expect(ChangePointSearch().places(in: values) == [])
    }

    @Test("A change is seen once five values follow it", arguments: [(1, false), (2, false), (5, true), (6, true)])
    func recent(after: Int, isSeen: Bool) {
        let values = values(levels: [100], spread: 1, seed: 4) + (0..<after).map { 130 + Double($0) / 10 }
        #expect(ChangePointSearch().places(in: values) == (isSeen ? [20] : []))
    }

    @Test(
        "Few values, equal values and none have no change",
        arguments: [[], [1], [1, 2, 3], Array(repeating: 5.0, count: 50)])
    func nothing(values: [Double]) { #expect(ChangePointSearch().places(in: values) == []) }

    @Test("Of many values the newest are looked at, and places count from the first of all")
    func many() {
        let values = values(levels: Array(repeating: 100, count: 24) + [120], spread: 1, seed: 5)
        #expect(values.count == 500)
        #expect(ChangePointSearch().places(in: values) == [480])
    }

    @Test("Values from a file that are as large as a number can be do not trap")
    func extremes() {
        let huge = Double.greatestFiniteMagnitude
        _ = ChangePointSearch().places(in: (0..<40).map { $0 % 2 == 0 ? huge : -huge })
        _ = ChangePointSearch().places(in: Array(repeating: 0, count: 20) + Array(repeating: huge, count: 20))
    }
}
