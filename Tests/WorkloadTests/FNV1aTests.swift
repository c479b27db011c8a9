import Testing

@testable import Workload

@Suite struct FNV1aTests {
    /// The vectors of the hash's authors.
    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func fnv1aGivesThePublishedHashes(text: String, expected: String) {
        var hash = FNV1a()
        for byte in text.utf8 { hash.combine(byte) }
        #expect(hash.hexadecimal == expected)
    }
}
