import Testing

@testable import Registration

@Suite struct TokenTimeoutRuleTests {
    @Test("A preset timeout is whole milliseconds, at least one, at most what a row holds")
    func preset() {
        let cases: [(Nanoseconds, Nanoseconds)] = [
            (.seconds(10), .seconds(10)), (.zero, .milliseconds(1)), (.seconds(-5), .milliseconds(1)),
            (Nanoseconds(1_000_001), .milliseconds(2)), (.max, .milliseconds(Int64(UInt32.max))),
        ]
        for (preset, expected) in cases {
            #expect(TokenTimeoutRule.preset(preset).timeout(under: .resting()) == expected, "\(preset)")
        }
    }

    @Test("A dynamic timeout grows with the wait, to its longest")
    func dynamic() {
        let rule = TokenTimeoutRule.dynamic(base: .seconds(1), max: .seconds(4))
        let cases: [(Int, Double, Nanoseconds)] = [
            (0, 100, .seconds(1)), (100, 100, .seconds(2)), (150, 100, .milliseconds(2_500)),
            (10_000, 100, .seconds(4)),
            (1, 0, .seconds(4)), (.max, 1, .seconds(4)),
        ]
        for (depth, rate, expected) in cases {
            #expect(
                rule.timeout(under: .resting(queueDepth: depth, serviceRate: rate)) == expected, "\(depth) at \(rate)")
        }
    }
}
