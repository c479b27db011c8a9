import Testing
import TestSupport

@testable import Registration

@Suite struct LinePoolTests {
    @Test("A pool hands out each name once, in order, and then none", arguments: [0, 1, 255, 256, 257, 1_000])
    func exhaustion(count: Int) {
        let pool = LinePool(first: .numbered(0), count: count)
        var block = LinePool.Block()
        for index in 0..<count {
            let range = pool.take(1, from: &block)
            #expect(range == LineRange(first: .numbered(index), count: 1))
        }
        for _ in 0..<3 {
            let range = pool.take(1, from: &block)
            #expect(range == nil)
        }
    }

    @Test("What comes back is preferred, if it has the length asked for")
    func reuse() {
        let pool = LinePool(first: .numbered(0), count: 100)
        var block = LinePool.Block()
        let ranges = (0..<4).compactMap { _ in pool.take(2, from: &block) }
        #expect(ranges.count == 4)
        pool.giveBack(ranges[1])
        let single = pool.take(1, from: &block)
        #expect(single == LineRange(first: .numbered(8), count: 1), "the pair that came back is not cut")
        let pair = pool.take(2, from: &block)
        #expect(pair == ranges[1])
        let fresh = pool.take(2, from: &block)
        #expect(fresh == LineRange(first: .numbered(9), count: 2))
    }

    @Test("A range longer than a block is handed out whole or not at all")
    func longRanges() {
        let pool = LinePool(first: .numbered(0), count: 700)
        var block = LinePool.Block()
        let first = pool.take(300, from: &block)
        let second = pool.take(300, from: &block)
        let third = pool.take(300, from: &block)
        #expect(first?.count == 300 && first?[299] == .numbered(299))
        #expect(second?.first == .numbered(300))
        #expect(third == nil)
    }

    @Test("A pool never leaves its number of digits")
    func digits() throws {
        let pool = LinePool(first: try #require(DirectoryName("90")), count: 64)
        var block = LinePool.Block()
        var handed = 0
        while let range = pool.take(1, from: &block) {
            #expect(range.first.digitCount == 2 && range.first.value == UInt64(90 + handed))
            handed += 1
        }
        #expect(handed > 0 && handed <= 10)
    }

    @Test("Threads with blocks of their own never get the same name")
    func threads() {
        final class Shared: Sendable {
            let pool = LinePool(first: .numbered(0), count: 20_000)
        }
        let shared = Shared()
        let taken = runConcurrently(threads: 4) { _ -> [UInt64] in
            var block = LinePool.Block()
            var held: [LineRange] = []
            for step in 0..<4_000 {
                if step % 3 == 2, let range = held.popLast() {
                    shared.pool.giveBack(range)
                } else if let range = shared.pool.take(1, from: &block) {
                    held.append(range)
                }
            }
            return held.map(\.first.value)
        }.flatMap { $0 }
        #expect(!taken.isEmpty && Set(taken).count == taken.count)
    }
}
