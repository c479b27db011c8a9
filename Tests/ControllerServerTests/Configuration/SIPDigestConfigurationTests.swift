import Documents
import Testing

@testable import ControllerServer

/// Users and passwords of a configuration: what is wrong with them is told, and no password with it.
@Suite struct SIPDigestConfigurationTests {
    /// What stands in place of passwords.
    private static let secret = "hunter2"

    /// The text of `sip.digest`, the line of the error, and what is said.
    static let mistakes: [(digest: String, line: Int, message: String)] = [
        ("\(secret)", 2, "sip.digest: no realm and users"),
        ("[\(secret)]", 2, "sip.digest: no realm and users"),
        ("{users: \(secret)}", 2, "sip.digest.users: no users with their passwords"),
        ("\n    users: alice:\(secret)", 3, "sip.digest.users: no users with their passwords"),
        ("\n    users:\n      - \(secret)", 4, "sip.digest.users: no users with their passwords"),
        ("\n    users:\n    realm: a", 3, "sip.digest.users: no users with their passwords"),
        ("{users: {alice:\(secret)}}", 2, "sip.digest.users: a blank is missing after \"alice:\""),
        ("\n    users:\n      alice: [\(secret)]", 4, "wrong type: sip.digest.users.alice is a list"),
        ("\n    users:\n      alice: {\(secret): 1}", 4, "wrong type: sip.digest.users.alice is keys with values"),
        ("\n    users:\n      alice:\n      bob: \(secret)", 4, "wrong type: sip.digest.users.alice is nothing"),
        ("\n    users:\n      bob: \(secret)\n      alice: ~", 5, "wrong type: sip.digest.users.alice is nothing"),
        ("\n    users:\n      bob: \(secret)\n      bob: \(secret)", 5, "duplicate key \"bob\""),
        ("\n    users:\n      bob: \(secret)\n      eve: \"\"", 4, "sip.digest.users: the user eve has no password"),
        ("\n    users:\n      a b: \(secret)", 4, "sip.digest.users: \"a b\" is no user"),
        ("\n    users:\n      a%b: \(secret)", 4, "sip.digest.users: \"a%b\" is no user"),
        ("\n    users:\n      bob: \(secret): \(secret)", 4, "syntax: "),
        ("\n    users:\n      bob: \"\(secret)", 5, "syntax: "),
        ("\n    realm: \"a\\\"b\"\n    users: {bob: \(secret)}", 3, "sip.digest.realm: a realm is 1 to 63"),
        ("\n    realm: \"\"\n    users: {bob: \(secret)}", 3, "sip.digest.realm: a realm is 1 to 63"),
        ("{users: {}}", 2, "sip.digest.users: there are no users"),
        ("{realm: a}", 2, "sip.digest: there are no users"),
    ]

    @Test("A mistake is told with its line, and without a password", arguments: mistakes)
    func mistake(digest: String, line: Int, message: String) throws {
        let error = try #require(ServerConfigurationErrorTests.error("sip:\n  digest: \(digest)\n"))
        #expect(error.line == line, "\(error)")
        #expect(error.message.hasPrefix(message), "\(error)")
        #expect(!"\(error) \(error.key ?? "")".contains(Self.secret), "\(error)")
    }

    @Test("A password is taken as it is written", arguments: ["1234", "true", "\"null\"", "' '", "a#b", "pässwörd"])
    func password(text: String) throws {
        let read = try ServerConfigurationTests.read("sip: {digest: {users: {bob: \(text)}}}\n")
        let password = text.trimmingPrefix { "\"'".contains($0) }.prefix { !"\"'".contains($0) }
        let expected = try SIPAccounts(realm: "controller", users: [("bob", String(password))])
        #expect(read.accounts?.fingerprint == expected.fingerprint)
    }

    @Test("A configuration says nothing of passwords when it is shown")
    func description() throws {
        let read = try ServerConfigurationTests.read("sip: {digest: {users: {bob: \(Self.secret)}}}\n")
        var text = ""
        dump(read.accounts, to: &text)
        #expect(text.contains("bob"))
        #expect(!text.contains(Self.secret))
    }
}
