import Testing

@testable import Registration

/// Figure 6, steps 120 to 136, where the token, if any, is valid.
@Suite struct RegistrationRequestTests {
    @Test("Steps 122 and 124: a priority tag puts a request in the first tier")
    func priorityByTag() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1, tag: true).tier == 0)
        bench.update { $0.honoursPriorityTags = false }
        #expect(bench.register(2, tag: true).tier == 2)
        #expect(bench.counts[.queuedPriority] == 1 && bench.counts[.queuedInitial] == 1)
    }

    @Test("Steps 122 and 124: a gateway has priority")
    func priorityByClass() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1, deviceClass: .gateway).tier == 0)
        bench.update { $0.gatewaysHavePriority = false }
        #expect(bench.register(2, deviceClass: .gateway).tier == 2)
    }

    @Test("Steps 122 and 124: a device on the critical list has priority")
    func priorityByList() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.criticalDevices = [.numbered(1)] }
        #expect(bench.register(1).tier == 0)
        #expect(bench.register(2).tier == 2)
    }

    @Test("Step 124: priority requests pass whatever the law says, unless their own criteria refuse")
    func priorityCriteria() throws {
        let bench = try ControllerBench<ThresholdPolicy> { $0.parameters.queueDepthHigh = 0 }
        #expect(bench.register(1).denial == .load)
        #expect(bench.register(2, tag: true).tier == 0)
        bench.update { $0.priorityCriteria = ClassCriteria(queueDepthMax: 1, processorLoadMax: 1) }
        #expect(bench.register(3, tag: true).denial == .load)
        #expect(bench.isConsistent())
    }

    @Test("Step 124: a token shown with priority is used up, and stays valid when it is not shown")
    func priorityUsesToken() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let first = try #require(bench.token(for: 1))
        #expect(bench.register(1, .token(.token(first)), tag: true).tier == 0)
        #expect(bench.grant(of: 1) == nil)
        let second = try #require(bench.token(for: 2))
        #expect(bench.register(2, tag: true).tier == 0)
        #expect(bench.grant(for: second) != nil)
        #expect(bench.tokensAddUp())
    }

    @Test("Step 124: a token that expired is counted as such when it is shown with priority")
    func priorityWithExpiredToken() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        bench.now = bench.now + .seconds(10)
        #expect(bench.register(1, .token(.token(token)), tag: true).tier == 0)
        #expect(bench.counts[.tokensExpired] == 1)
        #expect(bench.tokensAddUp())
    }

    @Test("Steps 126, 128, 130 and 132: a valid token puts a request in the second tier")
    func validToken() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        #expect(bench.register(1, .token(.token(token))).tier == 1)
        #expect(bench.counts[.tokensRedeemed] == 1 && bench.counts[.queuedToken] == 1)
        #expect(bench.grant(of: 1) == nil)
        #expect(bench.tokensAddUp() && bench.isConsistent())
    }

    @Test("Step 130: a token is valid one nanosecond before its timeout")
    func validToTheLast() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        bench.now = bench.now + .seconds(10) - Nanoseconds(1)
        #expect(bench.register(1, .token(.token(token))).tier == 1)
    }

    @Test("Step 126: a device that matches an entry needs no token on the wire")
    func matchesEntry() throws {
        let bench = try ControllerBench<OpenPolicy>()
        for (device, kind) in [RegistrationRequest.Kind.initial, .unclassified, .token(.deviceEntry)].enumerated() {
            _ = bench.ask(device)
            #expect(bench.register(device, kind).tier == 1, "\(kind)")
        }
        #expect(bench.counts[.tokensRedeemed] == 3)
        #expect(bench.tokensAddUp())
    }

    @Test("Step 126: without matching by device, a request without a token is an initial one")
    func doesNotMatchEntry() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.matchesTokensByDevice = false }
        for (device, kind) in [RegistrationRequest.Kind.initial, .unclassified, .token(.deviceEntry)].enumerated() {
            _ = bench.ask(device)
            #expect(bench.register(device, kind).tier == 2, "\(kind)")
        }
        #expect(bench.counts[.tokensRedeemed] == 0)
        let token = try #require(bench.token(for: 9))
        #expect(bench.register(9, .token(.token(token))).tier == 1)
    }

    @Test("Step 132: a valid token is denied when the load has grown since the grant, and is used later")
    func validTokenDenied() throws {
        let bench = try ControllerBench<OpenPolicy> {
            $0.parameters.tokenCriteria = ClassCriteria(queueDepthMax: 100, processorLoadMax: 0.9)
        }
        let token = try #require(bench.token(for: 1))
        bench.controller.report(processorLoad: 0.9)
        #expect(bench.register(1, .token(.token(token))).denial == .load)
        #expect(bench.register(1).denial == .load)  // as a matching entry
        #expect(bench.grant(for: token) != nil)
        #expect(bench.progress(of: 1) == .unknown)
        bench.controller.report(processorLoad: 0.2)
        #expect(bench.register(1, .token(.token(token))).tier == 1)
        #expect(bench.tokensAddUp() && bench.isConsistent())
    }

    @Test("Each class has criteria of its own")
    func criteriaPerClass() throws {
        let bench = try ControllerBench<OpenPolicy> {
            $0.parameters.initialCriteria = ClassCriteria(queueDepthMax: 1, processorLoadMax: 1)
            $0.parameters.tokenCriteria = ClassCriteria(queueDepthMax: 2, processorLoadMax: 1)
        }
        _ = bench.ask(3)
        _ = bench.ask(4)
        #expect(bench.register(1).tier == 2)
        #expect(bench.register(2).denial == .load)
        #expect(bench.register(3, .token(.deviceEntry)).tier == 1)
        #expect(bench.register(4, .token(.deviceEntry)).denial == .load)
        #expect(bench.register(5, tag: true).tier == 0)
    }

    @Test("Steps 134 and 136: an initial registration enters the third tier, if the law admits it")
    func initial() throws {
        let bench = try ControllerBench<ThresholdPolicy> { $0.parameters.queueDepthHigh = 2 }
        #expect(bench.register(1).tier == 2)
        #expect(bench.register(2).tier == 2)
        #expect(bench.register(3).denial == .load)
        #expect(bench.counts[.queuedInitial] == 2 && bench.counts[.deniedLoad] == 1)
        #expect(bench.isConsistent())
    }

    @Test("Step 134: a request of no known type is refused")
    func unclassifiedRefused() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.queuesUnclassified = false }
        #expect(bench.register(1, .unclassified).denial == .unclassified)
        #expect(bench.counts[.deniedUnclassified] == 1)
        #expect(bench.progress(of: 1) == .unknown)
    }

    @Test("Step 136: or it is queued as an initial one")
    func unclassifiedQueued() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1, .unclassified).tier == 2)
    }

    @Test("A denied registration may be met with silence")
    func silence() throws {
        let bench = try ControllerBench<ThresholdPolicy> {
            $0.parameters.queueDepthHigh = 0
            $0.parameters.answersDenials = false
        }
        #expect(bench.register(1) == .discarded)
        #expect(bench.counts[.deniedLoad] == 1 && bench.counts[.discarded] == 1)
    }

    @Test("That a request is queued need not be answered")
    func queuedUnanswered() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.parameters.answersQueued = false }
        #expect(bench.register(1) == .queued(tier: 2, isAnswered: false))
        #expect(bench.register(1) == .queued(tier: 2, isAnswered: false))
    }

    @Test("A device is in the queue at most once, and hears so")
    func duplicate() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let token = try #require(bench.token(for: 1))
        #expect(bench.register(1, tag: true).tier == 0)
        #expect(bench.register(1).tier == 0)
        #expect(bench.register(1, .token(.token(token))).tier == 0)
        #expect(bench.counts[.duplicates] == 2 && bench.controller.load().queueDepth == 1)
        #expect(bench.grant(for: token) != nil, "a duplicate uses no token")
        #expect(bench.serve() == 1 && bench.sink.acknowledged.count == 1)
    }

    @Test("A denied request of a registered device leaves its entry alone, address included")
    func denialLeavesEntry() throws {
        let bench = try ControllerBench<ThresholdPolicy> { $0.parameters.invalidTokens = .refused }
        #expect(bench.register(1).tier == 2)
        #expect(bench.serve() == 1)
        let entry = bench.entry(of: 1)
        let forged = TokenProof.token(.forged(high: 1, low: 2))
        #expect(bench.register(1, .token(forged), address: .numbered(99)).denial == .invalidToken)
        #expect(bench.entry(of: 1) == entry)
        bench.update { $0.queueDepthHigh = 0 }
        #expect(bench.register(1, address: .numbered(99), deviceClass: .phone).denial == .load)
        #expect(bench.entry(of: 1) == entry)
        #expect(bench.isConsistent())
    }
}
