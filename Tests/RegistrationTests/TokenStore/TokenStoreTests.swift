import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

@Suite struct TokenStoreTests {
    private struct ModelGrant {
        var token: Token
        var end: Instant
    }

    @Test("A random walk of grants, redemptions, sweeps and time agrees with a dictionary", arguments: 0..<4)
    func agreesWithModel(index: Int) throws {
        // Few homes: paths are long, and some devices find no place.
        let shared = try SharedTokenStore(slotCount: [1, 4, 32, 200][index])
        var random = TestSeed.current.generator(index)
        var generator = TokenGenerator(seed: (1, 2, 3, UInt64(index)))
        var model: [Int: ModelGrant] = [:]
        var effects = TokenStore.Effects()
        var now = Instant.epoch
        var granted = 0
        var redeemed = 0
        var ended = 0
        for step in 0..<6_000 {
            let device = Int.random(in: 0..<180, using: &random)
            let comment: Comment = "\(TestSeed.current) walk \(index) step \(step) device \(device)"
            let known = model[device].flatMap { now < $0.end ? $0 : nil }
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let timeout = Nanoseconds.milliseconds(Int64.random(in: 1...400, using: &random))
                let answer = shared.grant(
                    device, generator: &generator, effects: &effects, timeout: timeout, at: now)
                #expect(answer.map(\.isNew) ?? true == (known == nil), comment)
                if let known { #expect(answer?.token == known.token, comment) }
                if let answer, answer.isNew {
                    granted += 1
                    model[device] = ModelGrant(token: answer.token, end: now + timeout)
                }
            case 5..<8:
                let result = shared.redeem(.deviceEntry, by: device, at: now)
                if case .redeemed = result {
                    redeemed += 1
                    #expect(known != nil, comment)
                } else {
                    #expect(known == nil, comment)
                    if case .refused(_, .some) = result { ended += 1 }
                }
                model[device] = nil
            case 8:
                if let known {
                    #expect(shared.store.grant(for: known.token, at: now)?.device == .numbered(device), comment)
                }
                #expect((shared.store.grant(of: .numbered(device), at: now) != nil) == (known != nil), comment)
            default:
                now = now + .milliseconds(Int64.random(in: 0...20, using: &random))
                let start = Int.random(in: 0..<shared.store.slotCount, using: &random)
                shared.store.sweep(lines: start..<start + 64, effects: &effects, at: now)
            }
        }
        #expect(shared.invariantsHold(), "\(TestSeed.current) walk \(index)")
        shared.store.sweep(lines: 0..<shared.store.slotCount, effects: &effects, at: now)
        let outstanding = shared.countOutstandingGrants(at: now)
        #expect(outstanding == model.values.count { now < $0.end }, "\(TestSeed.current) walk \(index)")
        #expect(granted == redeemed + ended + effects.expiredTokens + outstanding, "\(TestSeed.current) walk \(index)")
        #expect(granted > 500 && redeemed > 100 && effects.expiredTokens > 0)
    }

    @Test("A restored token is the same token, and its time goes on")
    func restored() throws {
        let shared = try SharedTokenStore(slotCount: 10)
        var generator = TokenGenerator(seed: (1, 1, 1, 1))
        var effects = TokenStore.Effects()
        let token = try #require(
            shared.grant(1, generator: &generator, effects: &effects, at: .epoch)
        ).token
        guard case .redeemed(let redemption) = shared.redeem(.token(token), by: 1, at: .epoch) else {
            Issue.record("a token just granted is valid")
            return
        }
        #expect(redemption.grantedAt == .epoch)
        #expect(shared.restore(redemption))
        #expect(!shared.restore(redemption), "its place is taken: by itself")
        #expect(shared.store.grant(for: token, at: .epoch)?.expiresAt == .epoch + .seconds(10))
        guard case .refused(.expired, _) = shared.redeem(.token(token), by: 1, at: .epoch + .seconds(10)) else {
            Issue.record("a restored token expires like any other")
            return
        }
        #expect(shared.invariantsHold())
    }

    @Test("The reason for a refusal is found while the line still tells: redeemed, expired, another's, unknown")
    func refusals() throws {
        let shared = try SharedTokenStore(slotCount: 1_000)
        var generator = TokenGenerator(seed: (1, 1, 1, 1))
        var effects = TokenStore.Effects()
        func refusal(_ proof: TokenProof, by device: Int, at now: Instant) -> TokenRefusal? {
            if case .refused(let refusal, _) = shared.redeem(proof, by: device, at: now) { return refusal }
            return nil
        }
        let first = try #require(shared.grant(1, generator: &generator, effects: &effects, at: .epoch)).token
        #expect(refusal(.token(first), by: 2, at: .epoch) == .foreign)
        #expect(refusal(.token(first), by: 1, at: .epoch) == nil)
        #expect(refusal(.token(first), by: 1, at: .epoch) == .reused)
        #expect(refusal(.token(first), by: 2, at: .epoch) == .reused)
        #expect(refusal(.deviceEntry, by: 1, at: .epoch) == .unknown)
        let second = try #require(shared.grant(1, generator: &generator, effects: &effects, at: .epoch)).token
        #expect(refusal(.token(first), by: 1, at: .epoch) == .unknown, "the line holds another token by now")
        let end = Instant.epoch + .seconds(10)
        for _ in 0..<2 { #expect(refusal(.token(second), by: 1, at: end) == .expired) }
    }

    @Test("A clock that steps back makes no token valid again that was used, and none live longer than told")
    func clockStepsBack() throws {
        let shared = try SharedTokenStore(slotCount: 10)
        var generator = TokenGenerator(seed: (1, 1, 1, 1))
        var effects = TokenStore.Effects()
        let later = Instant.epoch + .seconds(5)
        let token = try #require(shared.grant(1, generator: &generator, effects: &effects, at: later)).token
        let again = try #require(shared.grant(1, generator: &generator, effects: &effects, at: .epoch))
        #expect(again == (token, false))
        guard case .redeemed = shared.redeem(.token(token), by: 1, at: .epoch) else {
            Issue.record("a token is valid before it was granted, as the clock says")
            return
        }
        guard case .refused(.reused, _) = shared.redeem(.token(token), by: 1, at: later) else {
            Issue.record("a used token stays used")
            return
        }
    }
}
