import Testing

@testable import Registration

/// Every structure at its limit: a denial with a reason and a retry time, nothing lost, and recovery.
@Suite struct FullStructureTests {
    @Test("A full tier denies, and a token redeemed for it is valid again")
    func tierFull() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.tierCapacities = [4, 4, 4] }
        let tokens = (0..<10).compactMap { bench.token(for: $0) }
        try #require(tokens.count == 10)
        let requests = (0..<10).map {
            RegistrationRequest(device: .numbered($0), address: .numbered($0), kind: .token(.token(tokens[$0])))
        }
        let responses = bench.register(requests)
        #expect(responses.prefix(4).allSatisfy { $0.tier == 1 })
        #expect(responses.dropFirst(4).allSatisfy { $0.denial == .queueFull })
        #expect(bench.counts[.deniedQueueFull] == 6 && bench.counts[.tokensRedeemed] == 4)
        for device in 4..<10 {
            #expect(bench.grant(for: tokens[device])?.device == .numbered(device))
            #expect(bench.progress(of: device) == .unknown)
        }
        #expect(bench.counts[.rowsClaimed] == 4)
        #expect(bench.isConsistent() && bench.tokensAddUp())

        #expect(bench.serve() == 4)
        #expect(bench.register(Array(requests[4..<8])).allSatisfy { $0.tier == 1 })
        #expect(bench.serve() == 4)
        #expect(bench.register(Array(requests[8...])).allSatisfy { $0.tier == 1 })
        #expect(bench.serve() == 2)
        #expect(bench.counts[.registered] == 10)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("One full tier does not touch the others")
    func otherTiersHaveRoom() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.tierCapacities = [4, 4, 4] }
        for device in 0..<4 { #expect(bench.register(device).tier == 2) }
        #expect(bench.register(5).denial == .queueFull)
        #expect(bench.register(6, tag: true).tier == 0)
        _ = bench.ask(7)
        #expect(bench.register(7).tier == 1)
    }

    @Test("A registered device that finds the queue full stays registered as it was")
    func fullQueueKeepsEntry() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.tierCapacities = [4, 4, 2] }
        #expect(bench.register(1).tier == 2)
        #expect(bench.serve() == 1)
        let entry = bench.entry(of: 1)
        #expect(bench.register(2).tier == 2)
        #expect(bench.register(3).tier == 2)
        #expect(bench.register(1, address: .numbered(77)).denial == .queueFull)
        #expect(bench.entry(of: 1) == entry)
        #expect(bench.progress(of: 1) == .registered)
        #expect(bench.isConsistent())
    }

    @Test("A full token store denies with a retry time of the device's own, and recovers when tokens end")
    func tokenStoreFull() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.tokenSlots = 1 }
        let slotCount = bench.controller.tokens.slotCount
        let byteCount = bench.controller.tokens.byteCount
        var granted = 0
        var retryTimes: [Nanoseconds] = []
        for device in 0..<slotCount + 50 {
            switch bench.ask(device) {
            case .granted: granted += 1
            case .denied(.tokenStoreFull, let retryAfter): retryTimes.append(retryAfter)
            case let other: Issue.record("device \(device): \(other)")
            }
        }
        #expect(granted > 0 && granted <= slotCount)
        #expect(retryTimes.count == slotCount + 50 - granted)
        #expect(Set(retryTimes).count == retryTimes.count && retryTimes == retryTimes.sorted())
        #expect(bench.counts[.tokensDeniedStoreFull] == UInt64(retryTimes.count))
        #expect(bench.controller.tokens.byteCount == byteCount)
        #expect(bench.isConsistent() && bench.tokensAddUp())

        // Those who hold a token use it; the places are free again.
        for device in 0..<10 { #expect(bench.register(device).tier == 1) }
        for device in slotCount + 100..<slotCount + 110 { #expect(bench.ask(device).timeout != nil) }
        bench.now = bench.now + .seconds(10)
        bench.controller.sweepAllTokens(at: bench.now, on: &bench.lane)
        for device in 0..<granted { #expect(bench.ask(10_000 + device).timeout != nil) }
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("An initial registration denied while the token store is full hears a time of its own")
    func tokenStoreFullForInitial() throws {
        let bench = try ControllerBench<ThresholdPolicy> { $0.tokenSlots = 1 }
        let slotCount = bench.controller.tokens.slotCount
        for device in 0..<slotCount { _ = bench.ask(device) }
        bench.update { $0.queueDepthHigh = 0 }
        let requests = (0..<20).map {
            RegistrationRequest(device: .numbered(50_000 + $0), address: .numbered($0), kind: .initial)
        }
        let retryTimes = bench.register(requests).compactMap { response -> Nanoseconds? in
            if case .denied(.load, let retryAfter) = response { return retryAfter }
            return nil
        }
        #expect(retryTimes.count == 20 && Set(retryTimes).count == 20)
        #expect(bench.isConsistent())
    }

    @Test("A full table denies new devices only, keeps their tokens, and recovers when a device leaves")
    func tableFull() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.deviceCapacity = 100 }
        let byteCount = bench.controller.table.byteCount
        for device in 0..<100 { #expect(bench.register(device).tier == 2) }
        let token = try #require(bench.token(for: 200))
        #expect(bench.register(200, .token(.token(token))).denial == .tableFull)
        #expect(bench.grant(for: token) != nil)
        #expect(bench.serve() == 100)
        #expect(bench.register(200, .token(.token(token))).denial == .tableFull)
        #expect(bench.register(5).tier == 2, "a registered device needs no new row")
        #expect(bench.counts[.deniedTableFull] == 2)
        #expect(bench.isConsistent())

        let left = bench.controller.unregister(.numbered(7), on: &bench.lane)
        #expect(left)
        #expect(bench.register(200, .token(.token(token))).tier == 1)
        #expect(bench.serve() == 2)
        #expect(bench.entry(of: 200) != nil && bench.entry(of: 7) == nil)
        #expect(bench.controller.table.byteCount == byteCount)
        #expect(bench.isConsistent() && bench.tokensAddUp())
    }

    @Test("A table that is full within one batch denies the rest of the batch")
    func tableFullInBatch() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.deviceCapacity = 10 }
        let requests = (0..<30).map {
            RegistrationRequest(device: .numbered($0), address: .numbered($0), kind: .initial)
        }
        let responses = bench.register(requests)
        #expect(responses.count { $0.tier == 2 } == 10)
        #expect(responses.count { $0.denial == .tableFull } == 20)
        #expect(bench.isConsistent())
    }

    @Test("Without lines left a registration fails, its row goes, and a line that comes back is used")
    func linesRunOut() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.plan.poolCount = 3 }
        for device in 0..<5 { #expect(bench.register(device, context: UInt64(device)).tier == 2) }
        #expect(bench.serve() == 5)
        #expect(bench.sink.acknowledged.map(\.device) == (0..<3).map { .numbered($0) })
        #expect(
            bench.sink.failures == [
                .init(device: .numbered(3), cause: .noLines, context: 3),
                .init(device: .numbered(4), cause: .noLines, context: 4),
            ])
        #expect(bench.counts[.failed] == 2 && bench.counts[.rowsFreed] == 2)
        #expect(bench.progress(of: 3) == .unknown)
        #expect(bench.isConsistent())
        let left = bench.controller.unregister(.numbered(1), on: &bench.lane)
        #expect(left)
        #expect(bench.register(4).tier == 2)
        #expect(bench.serve() == 1)
        #expect(bench.entry(of: 4)?.lines == bench.sink.acknowledged[1].lines)
        #expect(bench.isConsistent())
    }

    @Test("A full directory fails the registration whole: no row, no name, no line lost")
    func directoryFull() throws {
        let bench = try ControllerBench<OpenPolicy> {
            $0.directoryCapacity = 1
            $0.plan.linesPerGateway = 500
            $0.plan.poolCount = 1_000_000
            $0.deviceCapacity = 100
        }
        for device in 0..<20 { #expect(bench.register(device, deviceClass: .gateway).tier == 0) }
        #expect(bench.serve() == 20)
        let failed = bench.sink.failures.count
        #expect(failed > 0 && bench.sink.failures.allSatisfy { $0.cause == .directoryFull })
        #expect(bench.counts[.failed] == UInt64(failed) && bench.counts[.rowsFreed] == UInt64(failed))
        for failure in bench.sink.failures { #expect(bench.controller.table.entry(of: failure.device) == nil) }
        for acknowledgment in bench.sink.acknowledged {
            for name in bench.directoryNames(of: acknowledgment.lines, for: acknowledgment.device) {
                #expect(bench.entry(calledBy: name)?.device == acknowledgment.device)
            }
        }
        #expect(bench.isConsistent())
    }
}
