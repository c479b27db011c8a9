import Measurement
import Testing

@Suite struct VisibleTextTests {
    @Test("Plain text stays as it is", arguments: ["", "p99(token) < 5 ms", "Zürich, 3 µs ≤ 4", "~"])
    func plain(text: String) {
        // The relation sign lies beyond the scripts that are shown; all else is.
        #expect(VisibleText.of(text) == text.replacing("≤", with: "\\u{2264}"))
    }

    @Test(
        "What could command a terminal or mislead a reader is written out",
        arguments: [
            ("\u{1B}[31m", "\\u{1b}[31m"), ("a\nb\r", "a\\u{a}b\\u{d}"), ("\u{7F}\u{9B}2J", "\\u{7f}\\u{9b}2J"),
            ("\u{202E}txt", "\\u{202e}txt"), ("e\u{301}\u{301}", "e\\u{301}\\u{301}"), ("\\u{1b}", "\\\\u{1b}"),
            ("界", "\\u{754c}"), ("\u{0}", "\\u{0}"), ("\u{AD}\u{A0}", "\\u{ad}\\u{a0}"),
        ])
    func escaped(text: String, shown: String) { #expect(VisibleText.of(text) == shown) }

    @Test func longTextIsCutToItsColumns() {
        #expect(VisibleText.of("abcdef", columnsMax: 6) == "abcdef")
        #expect(VisibleText.of("abcdefg", columnsMax: 6) == "abc...")
        #expect(VisibleText.of("\n\n\n", columnsMax: 10) == "\\u{a}...")
        #expect(VisibleText.of("abcdefg", columnsMax: -1) == "...")
        #expect(VisibleText.of(String(repeating: "x", count: 1_000_000), columnsMax: 60).count == 60)
    }
}
