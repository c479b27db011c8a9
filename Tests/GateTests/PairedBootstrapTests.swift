import SeededRandom
import Testing

@testable import Gate

@Suite struct PairedBootstrapTests {
    @Test("The interval encloses the middle and is as wide as the differences vary")
    func encloses() {
        let interval = PairedBootstrap.interval(of: [0.01, 0.02, 0.03, 0.04, 0.05])
        #expect(interval.contains(0.03))
        #expect(interval.lowerBound >= 0.01 && interval.upperBound <= 0.05)
        #expect(interval.lowerBound <= 0.02 && interval.upperBound >= 0.04)
    }

    @Test("Equal differences leave no doubt")
    func equal() { #expect(PairedBootstrap.interval(of: [0.02, 0.02, 0.02]) == 0.02...0.02) }

    @Test("The same differences give the same interval")
    func repeatable() {
        let differences = [0.3, -0.1, 0.2, 0.05]
        #expect(PairedBootstrap.interval(of: differences) == PairedBootstrap.interval(of: differences))
    }

    @Test("A value that came from nothing makes the interval infinite, not a trap")
    func infinite() {
        #expect(PairedBootstrap.interval(of: [.infinity, .infinity]) == .infinity ... .infinity)
        #expect(PairedBootstrap.interval(of: [0, .infinity]) == 0 ... .infinity)
    }

    @Test("Nineteen of twenty intervals hold the true middle, less what few pairs cost")
    func coverage() {
        var random = SplitMix64(seed: 11)
        var held = 0
        for trial in 0..<400 {
            // Sums of uniform numbers: near enough to normal, with mean 0.
            let differences = (0..<12).map { _ in
                (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
            }
            if PairedBootstrap.interval(of: differences, seed: UInt64(trial)).contains(0) { held += 1 }
        }
        #expect((360...396).contains(held), "\(held) of 400")
    }
}
