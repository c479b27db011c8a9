import Testing

@testable import Registration

/// Steps 128 and 130 of figure 6, both "no", under each rule.
@Suite struct InvalidTokenTests {
    /// Ways for a token not to be valid.
    enum Fault: CaseIterable {
        case forged, reused, foreign, noEntry, expired, expiredAndSwept

        var refusal: TokenRefusal {
            switch self {
            case .forged, .noEntry: .unknown
            case .reused: .reused
            case .foreign: .foreign
            case .expired, .expiredAndSwept: .expired
            }
        }
    }

    private static let device = 1

    /// Device 1 of the bench shows a token with this fault; `nil` when the preparation failed.
    private static func show(_ fault: Fault, at bench: ControllerBench<OpenPolicy>) -> RegistrationResponse? {
        switch fault {
        case .forged: return bench.register(device, .token(.token(.forged(high: 3, low: 4))))
        case .noEntry: return bench.register(device, .token(.deviceEntry))
        case .reused:
            guard let token = bench.token(for: device), bench.register(device, .token(.token(token))).tier == 1,
                bench.serve() == 1
            else { return nil }
            return bench.register(device, .token(.token(token)))
        case .foreign: return bench.token(for: 2).map { bench.register(device, .token(.token($0))) }
        case .expired, .expiredAndSwept:
            guard let token = bench.token(for: device) else { return nil }
            bench.now = bench.now + .seconds(10)
            if fault == .expiredAndSwept {
                bench.now = bench.now + .seconds(1)
                bench.controller.sweepAllTokens(at: bench.now, on: &bench.lane)
            }
            return bench.register(device, .token(.token(token)))
        }
    }

    private static func bench(_ fault: Fault, _ rule: InvalidTokenRule) throws -> ControllerBench<OpenPolicy> {
        try ControllerBench { configuration in
            // The other rule differs, so that the test notices the wrong one.
            let other: InvalidTokenRule = rule == .refused ? .demoted : .refused
            configuration.parameters.invalidTokens = fault.refusal == .expired ? other : rule
            configuration.parameters.expiredTokens = fault.refusal == .expired ? rule : other
        }
    }

    @Test("Refused: an error with a retry time, the same for each fault", arguments: Fault.allCases)
    func refused(fault: Fault) throws {
        let bench = try Self.bench(fault, .refused)
        let response = try #require(Self.show(fault, at: bench))
        #expect(response.denial == .invalidToken)
        #expect(bench.counts[.invalid(fault.refusal)] == 1 && bench.counts[.deniedInvalidToken] == 1)
        #expect(bench.counts[.demoted] == 0 && bench.controller.load().queueDepth == 0)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("Ignored: no answer", arguments: Fault.allCases)
    func ignored(fault: Fault) throws {
        let bench = try Self.bench(fault, .ignored)
        let response = try #require(Self.show(fault, at: bench))
        #expect(response == .discarded)
        #expect(bench.counts[.invalid(fault.refusal)] == 1 && bench.counts[.discarded] == 1)
        #expect(bench.controller.load().queueDepth == 0)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("Demoted: queued in the third tier (step 136)", arguments: Fault.allCases)
    func demoted(fault: Fault) throws {
        let bench = try Self.bench(fault, .demoted)
        let response = try #require(Self.show(fault, at: bench))
        #expect(response.tier == 2)
        #expect(bench.counts[.invalid(fault.refusal)] == 1 && bench.counts[.demoted] == 1)
        #expect(bench.counts[.queuedInitial] == 1)
        #expect(bench.progress(of: Self.device) == .queued(tier: 2))
        #expect(bench.serve() == 1)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("A demoted request meets the criteria of initial ones", arguments: Fault.allCases)
    func demotedUnderLoad(fault: Fault) throws {
        let bench = try Self.bench(fault, .demoted)
        bench.update { $0.initialCriteria = ClassCriteria(queueDepthMax: 0, processorLoadMax: 1) }
        let response = try #require(Self.show(fault, at: bench))
        #expect(response.denial == .load)
        #expect(bench.counts[.demoted] == 0)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("A request demoted for an expired token keeps the time of its grant")
    func demotedKeepsArrival() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let grantedAt = bench.now
        #expect(Self.show(.expired, at: bench)?.tier == 2)
        #expect(bench.serve() == 1)
        #expect(bench.sink.acknowledged.first?.arrivedAt == grantedAt)
        #expect(bench.sink.acknowledged.first?.tier == 2)
    }

    @Test("A foreign token stays its owner's")
    func foreignStays() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 2))
        #expect(bench.register(1, .token(.token(token))).tier == 2)
        #expect(bench.register(2, .token(.token(token))).tier == 1)
        #expect(bench.counts[.invalidForeign] == 1 && bench.counts[.tokensRedeemed] == 1)
    }

    @Test("A hint outside the store is only a token that is not known")
    func hintOutsideStore() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = Token(high: 1, low: 2, slot: .max)
        #expect(bench.grant(for: token) == nil)
        #expect(bench.register(1, .token(.token(token))).tier == 2)
        #expect(bench.counts[.invalidUnknown] == 1)
    }

    @Test("A valid secret with a wrong hint is valid: the hint is no part of the token")
    func wrongHint() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        let misled = Token(high: token.high, low: token.low, slot: token.slot ^ 1)
        #expect(bench.register(1, .token(.token(misled))).tier == 1)
    }

    @Test("Of each secret all bits count", arguments: 0..<128)
    func allBitsCount(bit: Int) throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        let flip: (UInt64, UInt64) = bit < 64 ? (1 << bit, 0) : (0, 1 << (bit - 64))
        let almost = Token(high: token.high ^ flip.0, low: token.low ^ flip.1, slot: token.slot)
        #expect(bench.register(1, .token(.token(almost))).tier == 2)
        #expect(bench.grant(for: token) != nil)
    }
}
