import Testing

@testable import Documents

@Suite struct DocumentScalarTests {
    private enum Colour: String, CaseIterable {
        case red, green, deepBlue
    }

    /// The value of the key `a`, which stands on line 2.
    private static func value(_ text: String) throws -> DocumentValue {
        try #require(try DocumentSource.value("# first\na: \(text)\n")?.members().first?.value)
    }

    @Test("A word of a choice is that choice", arguments: ["red", "\"green\"", "'deepBlue'"])
    func choice(text: String) throws {
        let word = text.filter(\.isLetter)
        #expect(try Self.value(text).choice(Colour.self).rawValue == word)
    }

    @Test(
        "Another word is refused with all that there are, and with the one that was meant",
        arguments: [("gren", "green"), ("Red", "red"), ("deepblue", "deepBlue"), ("violet", nil), ("\"\"", nil)])
    func noChoice(text: String, meant: String?) throws {
        let value = try Self.value(text)
        let error = DocumentSource.error { () throws(DocumentError) in try value.choice(Colour.self) }
        #expect(error?.line == 2 && error?.key == "a")
        #expect(error?.message == "a: \"\(text == "\"\"" ? "" : text)\" is none of its values")
        #expect(error?.allowed == "red, green, deepBlue" && error?.suggestion == meant)
    }

    @Test("A long word is not repeated whole")
    func longWord() throws {
        let value = try Self.value(String(repeating: "x", count: 5_000))
        let error = DocumentSource.error { () throws(DocumentError) in try value.choice(Colour.self) }
        #expect((error?.description.count ?? 5_000) < 200)
    }

    @Test("A whole number is taken from one end of its range to the other", arguments: ["-5", "0", "1_0"])
    func inRange(text: String) throws {
        #expect(try Self.value(text).wholeNumber(in: -5...10) == Int(text.replacing("_", with: "")))
    }

    @Test("A number out of its range is told with the range", arguments: ["-6", "11", "9223372036854775807"])
    func outOfRange(text: String) throws {
        let value = try Self.value(text)
        let error = DocumentSource.error { () throws(DocumentError) in try value.wholeNumber(in: -5...10) }
        #expect(error?.description == "d.yaml:2: a: \(text) is out of range; allowed: -5 to 10")
    }

    @Test(
        "What is no whole number is told so",
        arguments: ["x", "1.5", "1e3", "\"1\"", "0x1", "9223372036854775808", "1__0", "_1", "[1]", "", "~", "true"])
    func noWholeNumber(text: String) throws {
        let value = try Self.value(text)
        let error = DocumentSource.error { () throws(DocumentError) in try value.wholeNumber(in: 0...10) }
        #expect(error?.line == 2 && error?.allowed == "a whole number")
        #expect(error?.message.hasPrefix("wrong type: a is ") == true)
    }

    @Test("A flag is true or false, and nothing else")
    func flag() throws {
        #expect(try Self.value("true").flag() && !Self.value("false").flag())
        for text in ["yes", "on", "1", "True", "~", "[]"] {
            let value = try Self.value(text)
            let error = DocumentSource.error { () throws(DocumentError) in try value.flag() }
            #expect(error?.line == 2 && error?.message.hasPrefix("wrong type: a is ") == true, "\(text)")
        }
    }

    @Test("Null is no text, unless it is quoted", arguments: ["", "~", "null"])
    func null(text: String) throws {
        let value = try Self.value(text)
        let error = DocumentSource.error { () throws(DocumentError) in try value.text() }
        #expect(error?.description == "d.yaml:2: wrong type: a is nothing; allowed: a text or number")
        #expect(try Self.value("\"\(text)\"").text() == text)
    }
}
