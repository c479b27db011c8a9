internal import Registration
internal import Signalling

/// The users who may register over SIP, and what each proves who it is with: credentials of one realm, made once from passwords that are
/// not kept.
///
/// Immutable. Without users nobody is asked who he is.
struct SIPAccounts: Sendable {
    /// Why accounts are refused. Says no passwords.
    enum Fault: Error, Hashable {
        /// A realm is 1 to 63 bytes of visible ASCII and blanks, without quotes and backslashes.
        case realm
        /// A user is 1 to 64 bytes of visible ASCII without `"`, `%`, `:` and `\`: what is spelled in one way, in an address as in a digest.
        case user(String)
        /// A user has one password.
        case repeatedUser(String)
        /// An empty password proves nothing.
        case emptyPassword(String)
    }

    /// What a user proves who it is with: a credential for each hash function.
    private struct Account {
        let sha256: DigestCredential
        let md5: DigestCredential

        init(user: String, realm: String, password: String) {
            sha256 = DigestCredential(user: user, realm: realm, password: password, algorithm: .sha256)
            md5 = DigestCredential(user: user, realm: realm, password: password, algorithm: .md5)
        }

        func credential(_ algorithm: DigestAlgorithm) -> DigestCredential { algorithm == .md5 ? md5 : sha256 }
    }

    /// The realm that they are users of.
    let realm: DigestRealm
    /// Which hash functions they are offered.
    let offer: SIPDigestOffer
    private var accounts: [String: Account] = [:]
    /// Judged in place of a user's who does not exist.
    private let decoy: Account
    /// The same for the same realm, offer, users and passwords, as far as this process goes; says nothing of them.
    let fingerprint: Int

    /// The most bytes of a user.
    static var userByteCountMax: Int { 64 }

    /// Accounts of these users with their passwords. Two hashes each.
    init(
        realm text: String, users: [(user: String, password: String)], offer: SIPDigestOffer = .both
    ) throws(Fault) {
        guard let realm = DigestRealm(text) else { throw .realm }
        self.realm = realm
        self.offer = offer
        decoy = Account(user: "", realm: text, password: "")
        accounts.reserveCapacity(users.count)
        var hasher = Hasher()
        hasher.combine(text)
        hasher.combine(offer)
        for (user, password) in users.sorted(by: { $0.user < $1.user }) {
            hasher.combine(user)
            hasher.combine(password)
        }
        fingerprint = hasher.finalize()
        for (user, password) in users {
            guard Self.isProper(user) else { throw .user(user) }
            guard accounts[user] == nil else { throw .repeatedUser(user) }
            guard !password.isEmpty else { throw .emptyPassword(user) }
            accounts[user] = Account(user: user, realm: text, password: password)
        }
    }

    private static func isProper(_ user: String) -> Bool {
        (1...userByteCountMax).contains(user.utf8.count)
            && user.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && ![0x22, 0x25, 0x3A, 0x5C].contains($0) }
    }

    /// Whether there are no users.
    var isEmpty: Bool { accounts.isEmpty }

    /// How many users there are.
    var count: Int { accounts.count }

    /// The credential of a user for a hash function; of one who does not exist a decoy, so that judging takes as long for either.
    /// Whatever is proved with a decoy is wrong.
    func credential(of user: String, _ algorithm: DigestAlgorithm) -> (credential: DigestCredential, isDecoy: Bool) {
        let account = accounts[user]
        return ((account ?? decoy).credential(algorithm), account == nil)
    }
}
