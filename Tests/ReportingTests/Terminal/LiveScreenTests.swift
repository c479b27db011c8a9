import Testing

@testable import Reporting

@Suite struct LiveScreenTests {
    private static let figures = LiveFigures(
        title: "constant on core, 20,000 devices", doneFraction: 0.5, timeText: "6.00 s of 12.0 s, 6.00 s left",
        lines: [LiveFigures.Line("rate", ["5.00 k/s", "denied 0/s"]), LiveFigures.Line("queued", ["token 3"])],
        courses: [
            LiveFigures.Course("rate", values: [0, 1, 5, 10], topText: "10.0 k/s"),
            LiveFigures.Course("p99", values: [nil, nil], topText: "0 ns"),
        ])

    private static func lines(_ columnCount: Int, style: TerminalStyle = .plain, keys: [String] = ["q  end"])
        -> [String]
    {
        LiveScreen(columnCount: columnCount, style: style, keys: keys).lines(figures)
    }

    @Test("The title comes first, then how far it is, the figures, their courses, and the keys")
    func order() {
        #expect(
            Self.lines(60) == [
                "constant on core, 20,000 devices",
                "[##########...........] 50 %   6.00 s of 12.0 s, 6.00 s left",
                "",
                "rate       5.00 k/s   denied 0/s",
                "queued     token 3",
                "",
                "rate       |                               .+@| max 10.0 k/s",
                "",
                "q  end",
            ])
    }

    @Test("No line is wider than the terminal, however wide that is", arguments: [-3, 0, 20, 40, 57, 80, 100, 5_000])
    func width(columnCount: Int) {
        let widest = Self.lines(columnCount).map(\.count).max() ?? 0
        #expect(widest <= max(min(columnCount, 100), 40))
    }

    @Test("Without colour there is no escape sequence, and nothing but ASCII")
    func plain() {
        #expect(Self.lines(80).joined().allSatisfy { $0.isASCII && $0 != "\u{1B}" })
        #expect(Self.lines(80, style: .colour)[0] == "\u{1B}[1mconstant on core, 20,000 devices\u{1B}[0m")
        #expect(!Self.lines(80, keys: []).contains { $0.contains("q  end") })
    }

    @Test("What cannot be told of the end has no bar; what is no number draws nothing and breaks nothing")
    func unknown() {
        var figures = Self.figures
        figures.doneFraction = nil
        figures.courses = [LiveFigures.Course("rate", values: [.nan, .infinity, -1, 2], topText: "2")]
        let lines = LiveScreen(columnCount: 60, style: .plain, keys: []).lines(figures)
        #expect(lines[1] == "6.00 s of 12.0 s, 6.00 s left")
        #expect(lines.last?.hasSuffix("   @| max 2") == true, "\(lines)")
        figures.doneFraction = .nan
        #expect(!LiveScreen(columnCount: 60, style: .plain, keys: []).lines(figures)[1].contains("["))
        figures.doneFraction = 7
        #expect(LiveScreen(columnCount: 60, style: .plain, keys: []).lines(figures)[1].contains(" 100 % "))
    }

    @Test("Of a course longer than the screen the newest is seen")
    func longCourse() {
        var figures = Self.figures
        figures.courses = [
            LiveFigures.Course("rate", values: Array(repeating: 1, count: 300) + [0, 0], topText: "1")
        ]
        let line = LiveScreen(columnCount: 60, style: .plain, keys: []).lines(figures).last
        #expect(line?.contains("@@@  |") == true)
    }
}
