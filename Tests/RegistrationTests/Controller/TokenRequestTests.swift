import Testing

@testable import Registration

/// Figure 5, steps 100 to 112.
@Suite struct TokenRequestTests {
    /// A controller whose law denies everything.
    private static func denying(
        _ change: @escaping (inout Parameters) -> Void = { _ in }
    ) throws -> ControllerBench<ThresholdPolicy> {
        try ControllerBench { configuration in
            configuration.parameters.queueDepthHigh = 0
            configuration.parameters.queueDepthLow = 0
            change(&configuration.parameters)
        }
    }

    @Test("Step 102: the load is the queue, the processor, the rate and the grants of the moment")
    func loadIsDetermined() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.assumedServiceRate = 123 }
        #expect(bench.controller.load() == .resting(serviceRate: 123))
        bench.controller.report(processorLoad: 0.5)
        #expect(bench.token(for: 1) != nil)
        #expect(bench.register(2).tier == 2)
        bench.controller.recordService(of: 50, busy: .milliseconds(100), on: &bench.lane)
        let load = Load(queueDepth: 1, processorLoad: 0.5, serviceRate: 500, outstandingGrants: 1)
        #expect(bench.controller.load() == load)
    }

    @Test("Steps 104 and 108: below the thresholds a token is granted, with its timeout")
    func granted() throws {
        let bench = try ControllerBench<ThresholdPolicy>()
        #expect(bench.ask(1).timeout == .seconds(10))
        #expect(bench.counts[.tokenRequests] == 1 && bench.counts[.tokensGranted] == 1)
    }

    @Test("Steps 104 and 106: at a threshold a token is denied with a retry time")
    func deniedWithRetryTime() throws {
        let bench = try Self.denying()
        #expect(bench.ask(1).denial == .load)
        #expect(
            bench.counts[.tokensDenied] == 1 && bench.counts[.tokensDeniedEarly] == 0 && bench.counts[.discarded] == 0)
    }

    @Test("Step 104: the processor's load alone denies")
    func deniedByProcessor() throws {
        let bench = try ControllerBench<ThresholdPolicy>()
        bench.controller.report(processorLoad: 0.95)
        #expect(bench.ask(1).denial == .load)
        bench.controller.report(processorLoad: 0.5)
        #expect(bench.ask(2).timeout != nil)
    }

    @Test("Step 106: a denial may be silence")
    func deniedBySilence() throws {
        let bench = try Self.denying { $0.answersDenials = false }
        #expect(bench.ask(1) == .discarded)
        #expect(bench.counts[.tokensDenied] == 1 && bench.counts[.discarded] == 1)
    }

    @Test("Step 110: a grant is found by token and by device, with address and time")
    func stored() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 7))
        let grant = try #require(bench.grant(of: 7))
        #expect(grant == bench.grant(for: token))
        #expect(grant.token == token && grant.device == .numbered(7) && grant.address == .numbered(7))
        #expect(grant.grantedAt == bench.now && grant.expiresAt == bench.now + .seconds(10))
        #expect(bench.grant(of: 8) == nil)
        #expect(bench.grant(for: .forged(high: 1, low: 2)) == nil)
    }

    @Test("Step 112: the timer ends the grant exactly at its timeout")
    func timerEnds() throws {
        let bench = try ControllerBench<OpenPolicy>()
        _ = bench.ask(1)
        let end = bench.now + .seconds(10)
        #expect(bench.controller.tokens.grant(of: .numbered(1), at: end - Nanoseconds(1)) != nil)
        #expect(bench.controller.tokens.grant(of: .numbered(1), at: end) == nil)
        bench.now = end
        #expect(bench.tokensAddUp())
    }

    @Test("The timeout may be implicit: not told, and in force all the same")
    func implicitTimeout() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.tellsTokenTimeout = false }
        let token = try #require(bench.token(for: 1))
        #expect(bench.ask(1) == .granted(token, timeout: nil))
        #expect(bench.controller.tokens.grant(of: .numbered(1), at: bench.now + .seconds(10)) == nil)
    }

    @Test("The timeout may be dynamic: a base and the wait of the moment")
    func dynamicTimeout() throws {
        let bench = try ControllerBench<OpenPolicy> {
            $0.parameters.tokenTimeout = .dynamic(base: .seconds(2), max: .seconds(5))
            $0.parameters.assumedServiceRate = 10
        }
        #expect(bench.ask(1).timeout == .seconds(2))
        for device in 100..<110 { #expect(bench.register(device).tier == 2) }
        #expect(bench.ask(2).timeout == .seconds(3))
        for device in 110..<200 { #expect(bench.register(device).tier == 2) }
        #expect(bench.ask(3).timeout == .seconds(5))
    }

    @Test("While a grant lives its device hears the same token and the time that is left")
    func sameToken() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        bench.now = bench.now + .seconds(4)
        #expect(bench.ask(1) == .granted(token, timeout: .seconds(6)))
        bench.now = bench.now + .seconds(6) - Nanoseconds(1)
        #expect(bench.ask(1) == .granted(token, timeout: Nanoseconds(1)))
        #expect(bench.counts[.tokensGranted] == 1 && bench.counts[.tokensRepeated] == 2)
        bench.now = bench.now + Nanoseconds(1)
        let next = try #require(bench.token(for: 1))
        #expect(next != token)
        #expect(bench.counts[.tokensGranted] == 2 && bench.counts[.tokensExpired] == 1)
        #expect(bench.tokensAddUp())
    }

    @Test("While a retry time runs its device hears the rest of it")
    func sameRetryTime() throws {
        let bench = try Self.denying { $0.retryRule = .fixed(.seconds(30)) }
        #expect(bench.ask(1) == .denied(.load, retryAfter: .seconds(30)))
        bench.now = bench.now + .seconds(10)
        #expect(bench.ask(1) == .denied(.early, retryAfter: .seconds(20)))
        #expect(bench.register(1) == .denied(.early, retryAfter: .seconds(20)))
        bench.now = bench.now + .seconds(20) - Nanoseconds(1)
        #expect(bench.ask(1) == .denied(.early, retryAfter: Nanoseconds(1)))
        bench.now = bench.now + Nanoseconds(1)
        #expect(bench.ask(1) == .denied(.load, retryAfter: .seconds(30)))
        #expect(
            bench.counts[.tokensDenied] == 4 && bench.counts[.tokensDeniedEarly] == 2 && bench.counts[.deniedEarly] == 1
        )
    }

    @Test("A device that asks too early does not push back the retry times of others", arguments: [1, 100])
    func earlyRepeatsCostNothing(repeats: Int) throws {
        let bench = try Self.denying { $0.assumedServiceRate = 100 }
        let first = try #require(bench.ask(1).retryAfter)
        for _ in 0..<repeats { #expect(bench.ask(1).denial == .early) }
        let second = try #require(bench.ask(2).retryAfter)
        #expect(second - first == .milliseconds(10), "after \(repeats) repeats")
    }

    @Test("A device denied often enough is granted as a priority request would be", arguments: [1, 3, 8, 15])
    func agesIntoPriority(denialsMax: Int) throws {
        let bench = try Self.denying {
            $0.retryRule = .fixed(.seconds(1))
            $0.denialsUntilPriority = denialsMax
        }
        for denial in 1...denialsMax {
            #expect(bench.ask(1).denial == .load, "denial \(denial)")
            bench.now = bench.now + .seconds(1)
        }
        #expect(bench.ask(1).timeout != nil)
        #expect(bench.ask(2).denial == .load)
        #expect(bench.counts[.agedGrants] == 1 && bench.counts[.tokensGranted] == 1)
        #expect(bench.tokensAddUp())
    }

    @Test("Without ageing a device is denied for as long as the law denies")
    func neverAges() throws {
        let bench = try Self.denying {
            $0.retryRule = .fixed(.seconds(1))
            $0.denialsUntilPriority = 0
        }
        for _ in 0..<40 {
            #expect(bench.ask(1).denial == .load)
            bench.now = bench.now + .seconds(1)
        }
    }

    @Test("A device denied often as an initial registration is admitted too, and its count starts again")
    func initialAges() throws {
        let bench = try Self.denying {
            $0.retryRule = .fixed(.seconds(1))
            $0.denialsUntilPriority = 2
        }
        for _ in 0..<2 {
            #expect(bench.register(1).denial == .load)
            bench.now = bench.now + .seconds(1)
        }
        #expect(bench.register(1).tier == 2)
        #expect(bench.serve() == 1)
        #expect(bench.register(1).denial == .load)
        #expect(bench.counts[.agedGrants] == 1)
        #expect(bench.isConsistent())
    }

    @Test("A batch is answered in order, each request once, across the border of the core's own batches")
    func batches() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let requests = (0..<150).map { TokenRequest(device: .numbered($0 % 75), address: .numbered($0)) }
        var responses: [TokenResponse] = []
        bench.controller.requestTokens(requests.span, at: bench.now, on: &bench.lane, into: &responses)
        #expect(responses.count == 150)
        #expect(Set(responses).count == 75)
        for index in 0..<75 { #expect(responses[index] == responses[index + 75]) }
        #expect(bench.counts[.tokensGranted] == 75 && bench.counts[.tokensRepeated] == 75)
    }
}
