import Foundation
import Testing

import SeededRandom

@Suite struct SeededRandomTests {
    /// The outputs for seed 1234567 that Rosetta Code and several libraries publish.
    @Test func splitMix64GivesThePublishedOutputs() {
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        var generator = SplitMix64(seed: 1_234_567)
        #expect(published.map { _ in generator.next() } == published)
        #expect(published.indices.map { SplitMix64.output(seed: 1_234_567, index: UInt64($0)) } == published)
    }

    /// The outputs for the state 1, 2, 3, 4 that the reference implementation gives.
    @Test func xoshiro256GivesThePublishedOutputs() {
        let published: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
            16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777,
            2_904_607_092_377_533_576,
        ]
        var generator = Xoshiro256(state: (1, 2, 3, 4))
        #expect(published.map { _ in generator.next() } == published)
    }

    /// Mean, variance and the whole distribution (Kolmogorov-Smirnov at 1 %) of 50,000 numbers of seed 42.
    @Test func exponentialNumbersAreExponential() {
        var source = ExponentialSource(seed: 42)
        let numbers = (0..<50_000).map { _ in source.next() }.sorted()
        let count = Double(numbers.count)
        let mean = numbers.reduce(0, +) / count
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        var distance = 0.0
        for (i, number) in numbers.enumerated() {
            let expected = 1 - exp(-number)
            distance = max(distance, abs(expected - Double(i) / count), abs(expected - Double(i + 1) / count))
        }
        #expect(abs(mean - 1) < 0.015)
        #expect(abs(variance - 1) < 0.04)
        #expect(distance * count.squareRoot() < 1.63)
    }

    /// Sizes around squares and powers of two, where the rectangle is fullest and emptiest.
    @Test(arguments: [1, 2, 3, 4, 5, 9, 10, 16, 17, 1000, 1023, 1024, 1025, 30_000] as [UInt32])
    func permutationVisitsEachIndexOnce(count: UInt32) {
        for seed in [0, 1, 99] as [UInt64] {
            let order = IndexPermutation(count: count, seed: seed)
            let visited = (0..<count).map { order[$0] }
            #expect(visited.sorted() == Array(0..<count), "seed \(seed)")
        }
    }

    @Test func permutationOfTheLargestCountStaysInsideIt() {
        let order = IndexPermutation(count: 100_000_000, seed: 5)
        for place in [0, 1, 9_999, 10_000, 50_000_000, 99_999_998, 99_999_999] as [UInt32] {
            #expect(order[place] < 100_000_000)
        }
    }

    /// Neighbouring places lead to indices as far apart as independent ones: a third of the count on average; and the
    /// order of one seed says nothing of another's.
    @Test func permutationLooksRandom() {
        let count: UInt32 = 20_000
        let order = IndexPermutation(count: count, seed: 7)
        let other = IndexPermutation(count: count, seed: 8)
        var distance = 0.0
        var fixed = 0
        var agreeing = 0
        for place in 0..<(count - 1) {
            distance += abs(Double(order[place]) - Double(order[place + 1]))
            if order[place] == place { fixed += 1 }
            if order[place] == other[place] { agreeing += 1 }
        }
        #expect(abs(distance / Double(count - 1) / Double(count) - 1.0 / 3) < 0.01)
        #expect(fixed < 10)
        #expect(agreeing < 10)
    }
}
