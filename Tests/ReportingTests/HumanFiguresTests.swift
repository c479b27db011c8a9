import Reporting
import Testing

@Suite struct HumanFiguresTests {
    @Test(
        "Times have three significant digits in the unit that fits",
        arguments: [
            (0.0, "0 ns"), (7, "7 ns"), (7.254, "7.25 ns"), (999, "999 ns"), (999.7, "1.00 us"), (1_204, "1.20 us"),
            (9_994, "9.99 us"), (9_996, "10.0 us"), (99_960, "100 us"), (999_499, "999 us"), (999_600, "1.00 ms"),
            (2e9, "2.00 s"), (6e10, "60.0 s"), (3.6e12, "3600 s"), (-1_500, "-1.50 us"), (.nan, "n/a"),
            (.infinity, "n/a"),
        ])
    func durations(nanoseconds: Double, text: String) { #expect(HumanFigures.duration(nanoseconds) == text) }

    @Test(
        "Rates",
        arguments: [(0.0, "0"), (0.5, "0.500"), (950, "950"), (1_234, "1.23 k"), (5.43e6, "5.43 M"), (2e12, "2000 G")])
    func rates(perSecond: Double, text: String) { #expect(HumanFigures.rate(perSecond) == text) }

    @Test(
        "Bytes",
        arguments: [
            (0.0, "0 B"), (118, "118 B"), (1_023, "1023 B"), (1_024, "1.00 KiB"), (58.25, "58.3 B"),
            (25_769_803_776, "24.0 GiB"),
        ])
    func bytes(count: Double, text: String) { #expect(HumanFigures.bytes(count) == text) }

    @Test func theLargestFiguresAreNoTrap() {
        #expect(HumanFigures.count(.max) == "18,446,744,073,709,551,615")
        #expect(HumanFigures.bytes(UInt64.max).hasSuffix("TiB"))
        #expect(HumanFigures.duration(UInt64.max).hasSuffix(" s"))
        #expect(HumanFigures.rate(.greatestFiniteMagnitude).hasSuffix(" G"))
        #expect(HumanFigures.percent(.greatestFiniteMagnitude).hasSuffix(" %"))
    }

    @Test(
        "Counts are grouped", arguments: [(UInt64(0), "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
    func counts(count: UInt64, text: String) { #expect(HumanFigures.count(count) == text) }

    @Test(
        "Signs are shown unless the figure is written as zero",
        arguments: [
            (0.031, "+3.1 %"), (-0.031, "-3.1 %"), (0.0001, "0.0 %"), (-0.0001, "0.0 %"), (.nan, "n/a"),
            (.infinity, "n/a"),
        ])
    func percents(fraction: Double, text: String) { #expect(HumanFigures.signedPercent(fraction) == text) }
}
