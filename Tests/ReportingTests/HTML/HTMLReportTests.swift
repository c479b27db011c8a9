import Gate
import Measurement
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
    @Test("The verdicts stand before every figure, and a run that is not valid says why")
    func verdictsFirst() throws {
        let page = HTMLReport(phased()).text
        let verdict = try #require(page.firstRange(of: "The generator sent late"))
        let firstFigure = try #require(page.firstRange(of: "<dl>"))
        let firstPlot = try #require(page.firstRange(of: "<svg class=\"plot\""))
        #expect(verdict.lowerBound < firstFigure.lowerBound && verdict.lowerBound < firstPlot.lowerBound)
        #expect(page.contains("<li class=\"bad\"><strong>Not valid</strong>"))
        #expect(page.contains("<strong>Met</strong> open loop: p99(token)&lt;5ms, measured 1.20 us</li>"))
        #expect(page.contains("<strong>Missed</strong> open loop: throughput&gt;3000000, measured 2.70 M/s</li>"))
        #expect(page.contains("<li class=\"caution\"><strong>Note</strong>"))
    }

    @Test("Throughput, depth of each tier and latency are drawn over time, a point for each interval that has one")
    func course() throws {
        let page = try PageReader(HTMLReport(timedRun(seconds: 70)).text)
        #expect(try page.drawing("Throughput").series.map(\.pointCount) == [70, 70])
        #expect(try page.drawing("Registrations that wait, by tier").series.map(\.pointCount) == [70, 70, 70])
        // Of seven intervals one has too few requests for a median.
        #expect(try page.drawing("Latency of each interval").series.map(\.pointCount) == [60, 70])
    }

    @Test("Latency is drawn by percentile, from the planned start and from the send")
    func latency() throws {
        let page = try PageReader(HTMLReport(timedRun(seconds: 5)).text)
        let drawing = try page.drawing("Latency of token")
        #expect(drawing.series.map(\.pointCount) == [6, 6])
        #expect(["p50", "p99.99", "max", "10.0 us", "1.00 ms"].allSatisfy(drawing.labels.contains))
        #expect(Set(drawing.series.map(\.inkClass)).count == 2)
    }

    @Test("A storm's recovery is drawn for each law, with the bound beside it")
    func storm() throws {
        let text = HTMLReport(soundStormResult()).text
        let drawing = try PageReader(text).drawing("Devices home")
        #expect(drawing.series.map(\.inkClass) == ["i0", "i1", "ref"])
        #expect(drawing.series.map(\.pointCount) == [3, 3, 3])
        #expect(text.contains("at best, N/mu") && text.contains("<th scope=\"row\">open</th>"))
    }

    @Test("Results compared have a line each, and what changed in a table")
    func comparison() throws {
        var changed = timedRun(seconds: 20)
        changed.latency["token"] = summary(240)
        let text = HTMLReport(comparing: [
            NamedResult(name: "before.json", result: timedRun(seconds: 30)),
            NamedResult(name: "after.json", result: changed),
        ]).text
        let page = try PageReader(text)
        #expect(try page.drawing("Throughput").series.map(\.pointCount) == [30, 20])
        #expect(try page.drawing("Latency of token, from the planned start").series.map(\.pointCount) == [6, 6])
        #expect(text.contains("before.json: valid") && text.contains("<td>slower</td>"))
    }

    @Test("Phases and storms are compared with those of the same name")
    func comparisonOfParts() throws {
        let phases = try PageReader(
            HTMLReport(comparing: ["a", "b"].map { NamedResult(name: $0, result: phased()) }).text)
        #expect(phases.drawings.contains { $0.series.count == 2 })
        let storms = HTMLReport(comparing: ["a", "b", "c"].map { NamedResult(name: $0, result: soundStormResult()) })
        #expect(
            try PageReader(storms.text).drawing("Devices home under open").series.map(\.pointCount) == [3, 3, 3, 3])
    }

    @Test("A search shows each run that it made")
    func search() throws {
        var search = LimitSearch(.init(goal: .largest, start: 1_000, range: 100...64_000))
        while case .probe(let probe) = search.next { search.record(probe.value <= 5_000 ? .holds : .misses) }
        let text = HTMLReport(search, over: "devices", objective: "T99<120s", result: soundStormResult()).text
        let counts = try PageReader(text).drawing("What was tried").series.map(\.pointCount)
        #expect(counts[0] == search.outcomes.count && counts[1] + counts[2] == counts[0])
        #expect(text.contains("The most for which T99&lt;120s holds") && text.contains("Devices home"))
    }

    @Test("A gate shows each series with its interval, the regressed one apart")
    func gate() throws {
        let outcome = GateReportTests.outcome([("time.cycle", 100, 120), ("throughput.cycles", 5e6, 5e6)])
        let text = HTMLReport(outcome, command: "loadgen gate --base main").text
        let drawing = try PageReader(text).drawing("Change from base to head")
        #expect(drawing.series.map(\.inkClass).sorted() == ["bad", "i0"])
        #expect(text.contains("Regressed: time.cycle.") && text.contains("loadgen gate --base main"))
    }

    @Test("Text that means to be more than text stays text, wherever it stands")
    func hostileNames() throws {
        let pages = [
            HTMLReport(hostile()),
            HTMLReport(comparing: ["a", hostileText].map { NamedResult(name: $0, result: hostile()) }),
            HTMLReport(
                LimitSearch(.init(goal: .largest, start: 1, range: 1...2)), over: hostileText, objective: hostileText,
                result: hostile()),
        ]
        for page in pages.map(\.text) {
            #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{202e}"))
            // Nothing but ours opens a tag or an attribute.
            let tags = Set(page.matches(of: /<([a-z0-9]+)/).map { String($0.1) })
            #expect(tags.isSubset(of: Self.ownTags), "\(tags.subtracting(Self.ownTags))")
            #expect(!page.contains("onload=\"") && !page.contains("onerror=alert(2)>"))
            #expect(page.contains("default-src 'none'"))
            _ = try PageReader(page)
        }
    }

    private static let ownTags: Set<String> = [
        "html", "head", "meta", "link", "title", "style", "body", "header", "h1", "h2", "h3", "ul", "li", "strong",
        "dl",
        "div", "dt", "dd", "nav", "a", "main", "section", "p", "figure", "figcaption", "span", "svg", "g", "polyline",
        "circle", "line", "text", "desc", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "footer", "pre", "code",
    ]

    @Test("Numbers beyond all measure are drawn at the edge", arguments: [1e308, -1e308, 0, .leastNonzeroMagnitude])
    func wildNumbers(value: Double) throws {
        var result = timedRun(seconds: 3)
        result.timeline[1].seconds = value
        result.timeline[2].completed = .max
        result.timeline[2].queueDepth = []
        result.plan.durationSeconds = value
        result.throughput = Throughput(requestsPerSecond: value, cyclesPerSecond: value)
        var storm = soundStormResult()
        storm.storms[0].boundSeconds = value
        storm.storms[0].curve = [.init(seconds: value, registered: .max), .init(seconds: -value, registered: 0)]
        for result in [result, storm] {
            for drawing in try PageReader(HTMLReport(result).text).drawings { #expect(drawing.labels.count < 24) }
        }
    }

    @Test("A run of ten minutes takes less than a mebibyte, and so does one of a day", arguments: [600, 86_400])
    func size(seconds: Int) throws {
        let page = HTMLReport(timedRun(seconds: seconds)).text
        #expect(page.utf8.count < 1 << 20, "\(page.utf8.count) bytes")
        #expect(try PageReader(page).drawing("Throughput").series[0].pointCount >= 400)
    }

    @Test("The same results give the same page, and a page says how to get it again")
    func repeatable() {
        #expect(HTMLReport(phased()).text == HTMLReport(phased()).text)
        #expect(HTMLReport(timedRun(seconds: 3)).text.contains("loadgen run --profile constant --rate 5000</code>"))
        #expect(!HTMLReport(saturation()).text.contains("To repeat it"))
    }
}
