internal import Registration
internal import Signalling

/// Judges who sends a request (RFC 3261 section 22, RFC 7616, RFC 8760): one for all event loops.
///
/// A user may speak for the address of record that has its name, and for no other. Which devices it registers there is not proved: the
/// digest covers a request's method and address alone. For the same reason a request that was recorded must prove nothing when it comes again:
/// its contact may be another's by then. See ``SIPNonceUse``.
///
/// Thread-safe. Keeps 32 bytes for each address of record that ever proved itself; there are no more of them than accounts, since the name
/// of one is its user's. Allocates for each digest.
final class SIPAuthenticator: Sendable {
    /// How a request stands.
    enum Verdict: Hashable, Sendable {
        /// It comes from the user of the address of record, or nobody is asked.
        case accepted
        /// It comes without a digest for the realm, or with one of a hash function that was not offered: challenge it.
        case unproven
        /// It proves nothing: challenge it. A user who does not exist and a wrong password are one.
        case wrong
        /// The proof is right, but of a nonce that is another's, has ended or was followed by a newer one: challenge it and say so.
        case stale
        /// The proof is right, but came before: challenge it, unless the answer that it had can be given again and changes nothing.
        case replayed
        /// The proof is right, but the user is another than that of the address of record: no use asking again.
        case forbidden
    }

    private let accounts: SIPAccounts
    private let nonces: DigestNonces
    private let verifier: DigestVerifier
    /// By address of record.
    private let uses = DeviceShards<SIPNonceUse>(bitCount: 6)

    /// An authenticator of these accounts.
    ///
    /// - Parameters:
    ///   - nonceSecret: 128 bits from the system's source of randomness, made anew at each start.
    ///   - nonceLifetime: how long a nonce may be used; longer than a refresh takes, so that a phone is asked once.
    init(
        accounts: SIPAccounts, nonceSecret: (UInt64, UInt64), nonceLifetime: Nanoseconds = .seconds(3_600)
    ) {
        self.accounts = accounts
        nonces = DigestNonces(secret: nonceSecret, lifetime: nonceLifetime)
        verifier = DigestVerifier(nonces: nonces)
    }

    /// A challenge, to be given to whoever was not accepted.
    func challenge(isStale: Bool, at now: Instant) -> DigestChallenge {
        DigestChallenge(
            realm: accounts.realm, nonce: nonces.nonce(at: now), isStale: isStale,
            offersSHA256: accounts.offer.includes(.sha256), offersMD5: accounts.offer.includes(.md5))
    }

    /// Judges `message`, which was read from `bytes`; its proof counts as used where it is accepted.
    ///
    /// - Parameter addressOfRecord: whom it speaks for, as ``SIPDeviceNaming`` names its user; `nil` where it does not say.
    /// - Throws: a fault where the digest is not as defined.
    func verdict(
        on message: borrowing SIPMessage, in bytes: Span<UInt8>, for addressOfRecord: DeviceName?, at now: Instant
    ) throws(SIPFault) -> Verdict {
        guard !accounts.isEmpty else { return .accepted }
        guard let digest = try message.authorization(for: accounts.realm, in: bytes), let algorithm = digest.algorithm,
            accounts.offer.includes(algorithm)
        else { return .unproven }
        let isProper = digest.user.count <= SIPAccounts.userByteCountMax
        let (credential, isDecoy) = accounts.credential(of: isProper ? digest.user.text(in: bytes) : "", algorithm)
        var unlimited: NonceCountWindow?
        let proof = verifier.verdict(
            digest, of: message, in: bytes, credential: credential, window: &unlimited, at: now)
        guard !isDecoy, proof != .wrong else { return .wrong }
        guard let addressOfRecord, SIPDeviceNaming.name(user: digest.user, in: bytes) == addressOfRecord else {
            return .forbidden
        }
        guard proof == .accepted, let nonce = DigestNonce(digest.nonce, in: bytes) else { return .stale }
        return switch use(nonce, count: digest.useCount(in: bytes), for: addressOfRecord) {
        case .first: .accepted
        case .repeated: .replayed
        case .superseded: .stale
        }
    }

    private func use(_ nonce: DigestNonce, count: UInt32, for addressOfRecord: DeviceName) -> SIPNonceUse.Outcome {
        uses.withShard(of: addressOfRecord) { shard in
            shard[addressOfRecord, default: SIPNonceUse(of: nonce)].use(nonce, count: count)
        }
    }
}
