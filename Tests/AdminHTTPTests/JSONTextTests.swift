import Foundation
import Testing

@testable import AdminHTTP

@Suite struct JSONTextTests {
    @Test(
        "Texts are escaped as RFC 8259 section 7 asks",
        arguments: [
            ("", "\"\""), ("plain", "\"plain\""), ("a\"b", "\"a\\\"b\""), ("a\\b", "\"a\\\\b\""),
            ("\n\r\t", "\"\\n\\r\\t\""),
            ("\u{0}\u{1}\u{1F}", "\"\\u0000\\u0001\\u001f\""), ("\u{7F}/é😀", "\"\u{7F}/é😀\""), ("\r\n", "\"\\r\\n\""),
        ])
    func escapes(value: String, text: String) {
        #expect(JSONText.string(value).text == text)
    }

    @Test("Whatever a text holds, another reader of JSON reads the same")
    func readBack() throws {
        let scalars = (0..<0x250).compactMap { Unicode.Scalar($0) } + ["\u{2028}", "\u{FEFF}", "\u{10FFFF}"]
        for scalar in scalars {
            let value = "a\(scalar)b"
            let data = Data(JSONText.object([(value, .string(value))]).text.utf8)
            let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
            // By their scalars: texts that only look alike are others.
            #expect(read.keys.first.map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
            #expect(read.values.first.map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
        }
    }

    @Test("Lists and objects keep their order")
    func nesting() {
        let value = JSONText.object([
            ("b", .number(-1)), ("a", .array([.string("x"), .array([]), .object([])])), ("c", .number(UInt64.max)),
        ])
        #expect(value.text == #"{"b": -1, "a": ["x", [], {}], "c": 18446744073709551615}"#)
    }

    @Test(
        "What is spelled as JSON spells numbers is a number",
        arguments: ["0", "-0", "7", "10", "-12.50", "0.001", "1e5", "1E-5", "2.5e+10"])
    func numbers(text: String) {
        #expect(JSONText.scalar(text).text == text)
    }

    @Test("Flags are flags", arguments: ["true", "false"])
    func flags(text: String) {
        #expect(JSONText.scalar(text).text == text)
    }

    @Test(
        "Anything else is a text",
        arguments: [
            "", "none", "inf", "nan", "True", "0001", "-", "1.", ".5", "+1", "0x10", "1e", "1_000", " 1", "1 ", "1\n",
            "5..9",
            "--1", "1e5e5", "٣", "null", "-01",
        ])
    func texts(text: String) {
        #expect(JSONText.scalar(text).text == JSONText.string(text).text)
    }
}
