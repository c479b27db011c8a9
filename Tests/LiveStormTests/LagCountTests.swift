import Testing

@testable import LiveStorm

@Suite struct LagCountTests {
    @Test("A bound holds for the share it is of, within a factor of two")
    func bound() {
        var lag = LagCount()
        #expect(lag.bound(perThousand: 990) == 0)
        for _ in 0..<98 { lag.add(1_000) }
        for _ in 0..<2 { lag.add(1_000_000) }
        #expect((1_000...2_000).contains(lag.bound(perThousand: 980)))
        #expect((1_000_000...2_000_000).contains(lag.bound(perThousand: 990)))
        lag.add(.max)
        #expect(lag.bound(perThousand: 1_000) == .max)
        var early = LagCount()
        early.add(-5)
        #expect(early.bound(perThousand: 1_000) == 0)
    }
}
