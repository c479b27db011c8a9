import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

/// The token store under several threads at once.
@Suite(.serialized) struct TokenStoreRaceTests {
    private static let threadCount = 4
    /// Tokens that the threads race for.
    private static let tokenCount = 31_250
    /// Times that each thread tries each token: with the figures above, 1,000,000 attempts in all.
    private static let roundCount = 8 * StressVolume.current.factor

    private static func tokens(at shared: SharedTokenStore) throws -> [Token] {
        var generator = TokenGenerator(seed: (1, 2, 3, 4))
        var effects = TokenStore.Effects()
        return try (0..<tokenCount).map {
            try #require(shared.grant($0, generator: &generator, effects: &effects, at: .epoch)).token
        }
    }

    @Test("Of 1,000,000 attempts of many threads each token is redeemed exactly once")
    func redeemedOnce() throws {
        let shared = try SharedTokenStore(slotCount: Self.tokenCount * 2)
        let tokens = try Self.tokens(at: shared)
        let strides = [1, 7, 12_347, 31_249]  // each coprime to the count: every thread has an order of its own
        let successes = runConcurrently(threads: Self.threadCount) { thread -> [UInt8] in
            var successes = [UInt8](repeating: 0, count: tokens.count)
            var index = thread * 1_000
            for _ in 0..<tokens.count * Self.roundCount {
                index = (index + strides[thread]) % tokens.count
                if case .redeemed = shared.redeem(.token(tokens[index]), by: index, at: .epoch) {
                    successes[index] += 1
                }
            }
            return successes
        }
        let wrong = tokens.indices.filter { index in successes.reduce(0) { $0 + Int($1[index]) } != 1 }
        #expect(wrong == [], "tokens redeemed never or twice")
        #expect(shared.invariantsHold())
        #expect(shared.countOutstandingGrants(at: .epoch) == 0)
    }

    @Test("Redeeming races with sweeping at the timeout: each token is redeemed or expired, never both")
    func redeemRacesSweep() throws {
        let deviceCount = 2_000
        let shared = try SharedTokenStore(slotCount: deviceCount * 2)
        var generator = TokenGenerator(seed: (5, 6, 7, 8))
        var effects = TokenStore.Effects()
        var redeemed = 0
        var expired = 0
        let roundCount = 5 * StressVolume.current.factor
        for round in 0..<roundCount {
            let start = Instant.epoch + .seconds(Int64(round) * 100)
            let end = start + .seconds(10)
            for device in 0..<deviceCount {
                let answer = shared.grant(device, generator: &generator, effects: &effects, at: start)
                #expect(answer?.isNew == true, "round \(round)")
            }
            let outcomes = runConcurrently(threads: 4) { thread -> (redeemed: Int, expired: Int) in
                var redeemed = 0
                var effects = TokenStore.Effects()
                for device in 0..<deviceCount {
                    // Half of the threads see a clock just before the end, the others one at it.
                    if thread == 3 {
                        let line = device * shared.store.slotCount / deviceCount
                        shared.store.sweep(lines: line..<line + 3, effects: &effects, at: end)
                        continue
                    }
                    let now = thread == 0 ? end : end - Nanoseconds(1)
                    switch shared.redeem(.deviceEntry, by: device, at: now) {
                    case .redeemed: redeemed += 1
                    case .refused(_, let grantedAt): effects.expiredTokens += grantedAt == nil ? 0 : 1
                    }
                }
                return (redeemed, effects.expiredTokens)
            }
            redeemed += outcomes.reduce(0) { $0 + $1.redeemed }
            expired += outcomes.reduce(0) { $0 + $1.expired }
            shared.store.sweep(lines: 0..<shared.store.slotCount, effects: &effects, at: end)
            #expect(shared.countOutstandingGrants(at: start) == 0, "round \(round)")
            #expect(shared.invariantsHold(), "round \(round)")
        }
        #expect(redeemed + expired + effects.expiredTokens == roundCount * deviceCount)
    }

    @Test("Redeeming races with granting into the same line: every grant ends once")
    func redeemRacesReissue() throws {
        // Few devices and few homes: lines change hands all the time.
        let deviceCount = 24
        let shared = try SharedTokenStore(slotCount: 8)
        let perThread = 30_000 * StressVolume.current.factor
        let outcomes = runConcurrently(threads: 4) { thread -> (granted: Int, redeemed: Int, full: Int) in
            var random = TestSeed.current.generator(thread)
            var generator = TokenGenerator(seed: (1, 2, 3, UInt64(thread)))
            var effects = TokenStore.Effects()
            var outcome = (granted: 0, redeemed: 0, full: 0)
            var held: [Token?] = Array(repeating: nil, count: deviceCount)
            for _ in 0..<perThread {
                let device = Int.random(in: 0..<deviceCount, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0:
                    if let answer = shared.grant(device, generator: &generator, effects: &effects, at: .epoch) {
                        outcome.granted += answer.isNew ? 1 : 0
                        held[device] = answer.token
                    } else {
                        outcome.full += 1
                    }
                case 1:
                    if let token = held[device], case .redeemed = shared.redeem(.token(token), by: device, at: .epoch) {
                        outcome.redeemed += 1
                    }
                default:
                    if case .redeemed(let redemption) = shared.redeem(.deviceEntry, by: device, at: .epoch),
                        !shared.restore(redemption)
                    {
                        outcome.redeemed += 1  // its place is another's: it has ended
                    }
                }
            }
            return outcome
        }
        let granted = outcomes.reduce(0) { $0 + $1.granted }
        let redeemed = outcomes.reduce(0) { $0 + $1.redeemed }
        #expect(outcomes.allSatisfy { $0.full == 0 })
        #expect(granted == redeemed + shared.countOutstandingGrants(at: .epoch), "\(TestSeed.current)")
        #expect(granted > perThread / 10)
        #expect(shared.invariantsHold())
    }
}
