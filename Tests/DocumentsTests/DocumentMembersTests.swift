import Testing

@testable import Documents

@Suite struct DocumentMembersTests {
    private static func document(_ text: String) throws -> DocumentValue {
        try #require(try DocumentSource.value(text))
    }

    @Test("Members come in the order of the file, each with its key and its line")
    func order() throws {
        let members = try Self.document("b: 1\na:\n  c: 2\n\n  d: [3]\n").members()
        #expect(members.map(\.name) == ["b", "a"])
        #expect(members.map(\.value.key) == ["b", "a"])
        #expect(members.map(\.value.keyLine) == [1, 2])
        let inner = try members[1].value.members(among: ["d", "c", "e"])
        #expect(inner.map(\.value.key) == ["a.c", "a.d"])
        #expect(inner.map(\.value.keyLine) == [3, 5])
        #expect(inner.allSatisfy { $0.value.file == "d.yaml" })
    }

    @Test("A key that is not allowed is refused where it stands, with the one that was meant")
    func unknown() throws {
        let document = try Self.document("rate: 1\nprofile:\n  nam: a\n")
        let top = DocumentSource.error { () throws(DocumentError) in try document.members(among: ["rates", "profile"]) }
        #expect(top?.description == "d.yaml:1: unknown key \"rate\"; allowed: rates, profile; did you mean \"rates\"?")
        #expect(top?.column == 1 && top?.key == "rate")
        let profile = try #require(try document.members().last?.value)
        let inner = DocumentSource.error { () throws(DocumentError) in try profile.members(among: ["name"]) }
        #expect(
            inner?.description == "d.yaml:3: unknown key \"nam\" in profile; allowed: name; did you mean \"name\"?")
        #expect(inner?.column == 3 && inner?.key == "profile.nam")
    }

    @Test(
        "What has no members is told as what it is",
        arguments: [("- a\n", "a list"), ("a\n", "\"a\""), ("~\n", "nothing")])
    func noMembers(text: String, noun: String) throws {
        let document = try Self.document(text)
        let error = DocumentSource.error { () throws(DocumentError) in try document.members() }
        #expect(error?.description == "d.yaml:1: wrong type: the document is \(noun); allowed: keys with values")
    }

    @Test("An empty mapping has none")
    func empty() throws {
        #expect(try Self.document("{}").members(among: []).isEmpty)
    }

    @Test("Elements have the list's key, their place and their line")
    func elements() throws {
        let list = try #require(try Self.document("a:\n  - x\n  - [y]\n").members().first?.value)
        let elements = try list.elements("a list")
        #expect(elements.map(\.key) == ["a.0", "a.1"])
        #expect(elements.map(\.keyLine) == [2, 3])
        #expect(try elements[0].text() == "x")
        let error = DocumentSource.error { () throws(DocumentError) in try elements[1].text() }
        #expect(error?.description == "d.yaml:3: wrong type: a.1 is a list; allowed: a text or number")
    }

    @Test("What is no list is told so, with what was needed", arguments: ["a: x\n", "a: {b: c}\n", "a:\n"])
    func noList(text: String) throws {
        let value = try #require(try Self.document(text).members().first?.value)
        let error = DocumentSource.error { () throws(DocumentError) in try value.elements("names of devices") }
        #expect(error?.line == 1 && error?.allowed == "names of devices")
        #expect(error?.message.hasPrefix("wrong type: a is ") == true)
    }

    @Test("An error of a value without one is at its key's line, however far its mark has gone")
    func missingValue() throws {
        let value = try #require(try Self.document("b: 1\n? a\n\n\nc: 2\n").members().dropFirst().first?.value)
        #expect(value.error("is wrong", allowed: nil).description == "d.yaml:2: a: is wrong")
        #expect(value.error("is wrong", allowed: nil).column == nil)
    }
}
