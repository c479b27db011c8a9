import Signalling
import Testing

@testable import ControllerServer

@Suite struct SIPAccountsTests {
    @Test(
        "Users and realms that could be spelled in two ways are refused",
        arguments: [
            ("", "1001", SIPAccounts.Fault.realm), ("a\"b", "1001", .realm),
            (String(repeating: "r", count: 64), "1001", .realm), ("r", "", .user("")), ("r", "a b", .user("a b")),
            ("r", "a%41", .user("a%41")), ("r", "a\"", .user("a\"")), ("r", "a:b", .user("a:b")),
            ("r", "ä", .user("ä")), ("r", String(repeating: "u", count: 65), .user(String(repeating: "u", count: 65))),
        ])
    func refused(realm: String, user: String, fault: SIPAccounts.Fault) {
        #expect(throws: fault) { try SIPAccounts(realm: realm, users: [(user, "p")]) }
    }

    @Test("A user is there once, and has a password")
    func passwords() {
        #expect(throws: SIPAccounts.Fault.repeatedUser("a")) {
            try SIPAccounts(realm: "r", users: [("a", "p"), ("b", "p"), ("a", "q")])
        }
        #expect(throws: SIPAccounts.Fault.emptyPassword("a")) { try SIPAccounts(realm: "r", users: [("a", "")]) }
    }

    @Test("A user has a credential for each hash function, and who is none has a decoy for each")
    func credentials() throws {
        let accounts = try SIPAccounts(realm: "r", users: [("1001", "p"), (String(repeating: "u", count: 64), "p")])
        #expect(accounts.count == 2 && !accounts.isEmpty)
        for algorithm in DigestAlgorithm.allCases {
            for (user, isDecoy) in [("1001", false), ("1002", true), ("", true)] {
                let found = accounts.credential(of: user, algorithm)
                #expect(found.isDecoy == isDecoy && found.credential.algorithm == algorithm, "\(user)")
            }
        }
        #expect(try SIPAccounts(realm: "r", users: []).isEmpty)
    }
}
