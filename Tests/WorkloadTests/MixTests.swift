import Testing

@testable import Workload

@Suite struct MixTests {
    /// Chi-square of 40,000 arrivals, seed 5, over four kinds: below 16.3 at 0.1 %.
    @Test func kindsComeAsOftenAsTheMixSays() throws {
        let mix = try Mix([.tokenCycle: 0.5, .initial: 0.3, .priority: 0.15, .reusedToken: 0.05])
        let plan = try Plan(
            seed: 5, devices: 1000, profile: .constant(ratePerSecond: 40_000), durationSeconds: 1, mix: mix)
        var counts = Array(repeating: 0.0, count: RequestKind.allCases.count)
        for request in PlanTests.requests(plan) { counts[Int(request.kind.rawValue)] += 1 }
        var chiSquare = 0.0
        for kind in RequestKind.allCases {
            let expected = 40_000 * mix[kind]
            let count = counts[Int(kind.rawValue)]
            if expected == 0 {
                #expect(count == 0, "\(kind)")
            } else {
                chiSquare += (count - expected) * (count - expected) / expected
            }
        }
        #expect(chiSquare < 16.3)
    }

    @Test(arguments: RequestKind.allCases)
    func aMixOfOneKindHasNoOther(kind: RequestKind) throws {
        let thresholds = KindThresholds(try Mix([kind: 1]))
        for hash in [0, 1, 1 << 63, .max - 1, .max] as [UInt64] { #expect(thresholds.kind(of: hash) == kind) }
    }

    @Test func thresholdsSplitAtTheFraction() throws {
        let thresholds = KindThresholds(try Mix([.initial: 0.25, .forgedToken: 0.75]))
        #expect(thresholds.kind(of: 0) == .initial)
        #expect(thresholds.kind(of: 1 << 62 - 1) == .initial)
        #expect(thresholds.kind(of: 1 << 62) == .forgedToken)
        #expect(thresholds.kind(of: .max) == .forgedToken)
    }

    @Test func impossibleMixesAreRefused() throws {
        func refusal(_ fractions: [RequestKind: Double]) -> PlanError? {
            do {
                _ = try Mix(fractions)
                return nil
            } catch { return error }
        }
        #expect(refusal([:]) == .fractionSum(0))
        #expect(refusal([.initial: 0.5]) == .fractionSum(0.5))
        #expect(refusal([.initial: 0.75, .priority: 0.75]) == .fractionSum(1.5))
        #expect(refusal([.initial: -0.5, .priority: 1]) == .fractionOutOfRange(.initial, -0.5))
        #expect(refusal([.initial: 1.5]) == .fractionOutOfRange(.initial, 1.5))
        #expect(refusal([.initial: .nan])?.key == "mix.initial")
        // Ten tenths do not sum to exactly 1.
        #expect(refusal([.initial: 0.1, .priority: 0.2, .tokenCycle: 0.7 + 1e-12]) == nil)
        #expect(refusal([.initial: 0.3, .tokenCycle: 0.7 + 1e-8])?.key == "mix")
    }

    @Test func labelsReadBack() {
        for kind in RequestKind.allCases { #expect(RequestKind(label: kind.label) == kind) }
        #expect(RequestKind(label: "tokencycle") == nil)
    }
}
