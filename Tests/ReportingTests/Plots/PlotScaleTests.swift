import Testing

@testable import Reporting

@Suite struct PlotScaleTests {
    @Test("Steps are round, cover the values, and are few", arguments: [0.003, 0.9, 1, 7, 42, 999, 12_345, 8e14])
    func linear(most: Double) {
        let scale = PlotScale.linear(covering: [0, most / 3, most]) { "\($0)" }
        #expect(scale.low == 0 && scale.high >= most && scale.high < most * 2)
        #expect((2...8).contains(scale.ticks.count))
        #expect(scale.fraction(of: 0) == 0 && scale.fraction(of: scale.high) == 1)
    }

    @Test("An axis of time ends where the time ends")
    func span() {
        let scale = PlotScale.span([1, 2, 47]) { "\($0)" }
        #expect(scale.fraction(of: 47) == 1 && scale.ticks.allSatisfy { $0.value <= 47 })
    }

    @Test("Decades are whole, and each is as wide as the other")
    func logarithmic() {
        let scale = PlotScale.logarithmic(covering: [130, 4_000_000]) { "\($0)" }
        #expect(abs(scale.low - 100) < 1e-6 && abs(scale.high - 1e7) < 1)
        #expect(abs(scale.fraction(of: 1_000) - 0.2) < 1e-9 && abs(scale.fraction(of: 1e6) - 0.8) < 1e-9)
        #expect(scale.fraction(of: 0) == 0 && scale.fraction(of: -5) == 0)
    }

    @Test(
        "Any number has a place, and no axis too many labels",
        arguments: [
            [], [0], [.infinity], [-.infinity, .nan], [1e308, -1e308], [.leastNonzeroMagnitude], [1e-30, 1e30],
        ])
    func wild(values: [Double]) {
        for scale in [
            PlotScale.linear(covering: values) { "\($0)" }, PlotScale.span(values) { "\($0)" },
            PlotScale.logarithmic(covering: values) { "\($0)" },
        ] {
            #expect(scale.high > scale.low && scale.ticks.count <= 9)
            for value in values + [0, 1, .infinity, .nan] { #expect((0...1).contains(scale.fraction(of: value))) }
        }
    }
}
