internal import LockFree
@_spi(HotPaths) internal import Registration

/// `token.*`: the token store by itself, 64 devices at a time, their lines asked for ahead as the controller does.
final class TokenWork: HotPathWork {
    enum Step {
        case grant
        case redeem
        case expire
    }

    private let store: TokenStore
    private let hasher: DeviceHasher
    private let fleet: Fleet
    private let setting: HotPathSetting
    private let step: Step
    private let shares: [Share]

    init(_ setting: HotPathSetting, step: Step) throws {
        hasher = DeviceHasher(seed: setting.seed)
        store = try TokenStore(slotCount: max(setting.devices * 2, 64), hasher: hasher)
        fleet = Fleet(setting)
        self.setting = setting
        self.step = step
        shares = (0..<setting.threads).map { Share(setting.share(of: $0), seed: setting.seed &+ UInt64($0)) }
    }

    private static var now: Instant { .epoch + .seconds(100) }
    private static var timeout: Nanoseconds { .seconds(10) }

    var operationCount: Int { setting.devices }

    func prepare() {
        for share in shares {
            switch step {
            case .grant: if share.holdsTokens { _ = redeem(share) }
            case .redeem, .expire: if !share.holdsTokens { _ = grant(share) }
            }
        }
    }

    func run(thread: Int) -> Int {
        switch step {
        case .grant: grant(shares[thread])
        case .redeem: redeem(shares[thread])
        case .expire: expire(thread)
        }
    }

    private func grant(_ share: Share) -> Int {
        let terms = TokenStore.Terms(timeout: Self.timeout, slotGrace: .seconds(5), denialsUntilPriority: 8)
        var effects = TokenStore.Effects()
        var granted = 0
        // A property of a class is checked for exclusive access each time, which the core's are not: variables are none.
        var generator = share.generator
        var tokens = share.takeTokens()
        var hashes = BatchHashes(repeating: 0)
        tokens.removeAll(keepingCapacity: true)
        for batch in Batches(of: share.places) {
            begin(batch, &hashes)
            tokens.append(addingCapacity: batch.count) { free in
                for place in batch {
                    let hash = next(place &- batch.lowerBound, of: batch.count, &hashes)
                    let answer = store.request(
                        fleet.names[place], hash: hash, address: Fleet.address(at: place), proposal: .grant, terms: terms,
                        generator: &generator, effects: &effects, at: Self.now)
                    guard case .granted(let token, _, isNew: true) = answer else { continue }
                    free.append(token)
                    granted += 1
                }
            }
        }
        (share.generator, share.tokens) = (generator, tokens)
        share.holdsTokens = true
        return granted
    }

    private func redeem(_ share: Share) -> Int {
        var redeemed = 0
        let tokens = share.tokens
        var hashes = BatchHashes(repeating: 0)
        for batch in Batches(of: share.places) {
            begin(batch, &hashes)
            for place in batch {
                let hash = next(place &- batch.lowerBound, of: batch.count, &hashes)
                let result = store.redeem(
                    .token(tokens[place &- share.places.lowerBound]), by: fleet.names[place], hash: hash, at: Self.now)
                if case .redeemed = result { redeemed += 1 }
            }
        }
        share.holdsTokens = false
        return redeemed
    }

    /// Sweeps this thread's part of the store after all tokens have ended.
    private func expire(_ thread: Int) -> Int {
        var effects = TokenStore.Effects()
        let lines =
            store.slotCount * thread / setting.threads..<store.slotCount * (thread + 1) / setting.threads
        store.sweep(lines: lines, effects: &effects, at: Self.now + Self.timeout)
        shares[thread].holdsTokens = false
        return effects.expiredTokens
    }

    private typealias BatchHashes = InlineArray<64, UInt64>

    /// Hashes the names of a batch and asks for the first lines.
    @inline(__always)
    private func begin(_ batch: Range<Int>, _ hashes: inout BatchHashes) {
        for place in batch {
            let offset = place &- batch.lowerBound
            hashes[offset] = hasher.hash(fleet.names[place])
            if offset < BatchSize.lookahead { store.prefetch(hash: hashes[offset]) }
        }
    }

    /// The hash at `offset` of a batch of `count`; asks for lines of later ones as the controller does.
    @inline(__always)
    private func next(_ offset: Int, of count: Int, _ hashes: inout BatchHashes) -> UInt64 {
        let home = offset &+ BatchSize.lookahead
        if home < count { store.prefetch(hash: hashes[home]) }
        let overflow = offset &+ BatchSize.overflowLookahead
        if overflow < count { store.prefetchOverflow(hash: hashes[overflow]) }
        return hashes[offset]
    }

    /// What one thread works with. Sound: touched by that thread only, and by one run after the other.
    private final class Share: @unchecked Sendable {
        let places: Range<Int>
        var generator: TokenGenerator
        var tokens: [Token] = []
        var holdsTokens = false

        init(_ places: Range<Int>, seed: UInt64) {
            self.places = places
            generator = TokenGenerator(seed: (seed, 1, 2, 3))
            tokens.reserveCapacity(places.count)
        }

        /// The array itself, so that it is not copied when it is written.
        func takeTokens() -> [Token] { exchange(&tokens, with: []) }
    }
}
