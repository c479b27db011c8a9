import History
import TestSupport
import Testing

@Suite("A history as OpenMetrics")
struct OpenMetricsTextTests {
    private func history(commit: String) throws -> SubjectHistory {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        for index in 0..<12 {
            try store.add(
                result(requestsPerSecond: index < 6 ? 100 : 50 + Double(index), commit: commit + "\(index)"),
                milliseconds: 1_700_000_000_005 + Int64(index) * 1_000)
        }
        return try store.history(of: try store.subjects()[0])
    }

    @Test("Values are in base units, at their own times, and a change for the worse is 1")
    func samples() throws {
        let history = try history(commit: "abc")
        var text = OpenMetricsText()
        for series in history.series { text.append(series, of: history.subject) }
        let lines = text.text.split(separator: "\n")
        let p99 = lines.first { $0.contains("figure=\"token p99\"") }
        #expect(
            p99 == """
                loadgen_history_figure{figure="token p99",unit="seconds",better="lower",target="core",profile="saturate",\
                plan="9f3c0a11",set_up="2 workers, law calendar",machine="Example 9000, 2 cores",commit="abc0"} 1.2e-06 \
                1700000000.005
                """)
        let change = try #require(lines.first { $0.hasPrefix("loadgen_history_change{figure=\"requests\"") })
        #expect(change.hasSuffix(" 1.0 1700000006.005"))
        #expect(lines.last == "# EOF" && lines.filter { $0.hasPrefix("# TYPE") }.count == 2)
    }

    @Test("What a label holds cannot end it")
    func escapes() throws {
        let history = try history(commit: "a\"b\\c\nd")
        var text = OpenMetricsText()
        text.append(history.series[0], of: history.subject)
        #expect(text.text.contains("commit=\"a\\\"b\\\\c\\nd0\"}"))
        #expect(text.text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("loadgen_history_") })
    }

    @Test("Nothing is a text without samples") func empty() { #expect(OpenMetricsText().text.hasSuffix("# EOF\n")) }
}
