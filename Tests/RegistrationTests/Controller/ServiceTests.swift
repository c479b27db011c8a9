import Testing

@testable import Registration

/// From the queue to the table, and out of it again.
@Suite struct ServiceTests {
    @Test("Service goes by tier, and within a tier by arrival")
    func order() throws {
        let bench = try ControllerBench<OpenPolicy>()
        _ = bench.ask(3)
        for (device, tag) in [(1, false), (2, true), (3, false), (4, false), (5, true)] {
            bench.now = bench.now + Nanoseconds(1)
            _ = bench.register(device, tag: tag)
        }
        #expect(bench.serve(upTo: 2) == 2)
        #expect(bench.serve() == 3)
        #expect(bench.serve() == 0)
        #expect(bench.sink.acknowledged.map(\.device) == [2, 5, 3, 1, 4].map { .numbered($0) })
        #expect(bench.sink.acknowledged.map(\.tier) == [0, 0, 1, 2, 2])
    }

    @Test("The acknowledgment says lines, template, mailbox, times and context")
    func acknowledgment() throws {
        let bench = try ControllerBench<OpenPolicy>()
        let arrivedAt = bench.now
        #expect(bench.register(1, address: .numbered(9), context: 42).tier == 2)
        bench.now = bench.now + .seconds(1)
        #expect(bench.serve() == 1)
        let first = try #require(bench.sink.acknowledged.first)
        #expect(first.device == .numbered(1) && first.address == .numbered(9) && first.context == 42)
        #expect(first.arrivedAt == arrivedAt && first.registeredAt == bench.now)
        #expect(first.lines.count == 1)
        #expect(first.template == DeviceTemplate(identifier: 1, lineButtonCount: 1, hasMessagesButton: true))
        #expect(first.mailbox == .new(first.lines.first))
        let entry = try #require(bench.entry(of: 1))
        #expect(entry.device == first.device && entry.address == first.address && entry.lines == first.lines)
        #expect(entry.template == first.template && entry.registeredAt == bench.now && entry.deviceClass == .phone)
    }

    @Test("A device that registers again keeps its lines and mailbox, from its new address")
    func renewal() throws {
        let bench = try ControllerBench<OpenPolicy>()
        for address in [10, 20] {
            #expect(bench.register(1, address: .numbered(address)).tier == 2)
            #expect(bench.serve() == 1)
        }
        let lines = bench.sink.acknowledged.map(\.lines)
        #expect(lines[0] == lines[1])
        #expect(bench.sink.acknowledged[1].mailbox == .linked(lines[0].first))
        #expect(bench.entry(of: 1)?.address == .numbered(20))
        #expect(bench.counts[.registered] == 1 && bench.counts[.renewed] == 1)
        #expect(bench.isConsistent())
    }

    @Test("A gateway owns a group of directory names, has no mailbox, and each name finds it")
    func gateway() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1, deviceClass: .gateway).tier == 0)
        #expect(bench.serve() == 1)
        let gateway = try #require(bench.sink.acknowledged.first)
        #expect(gateway.lines.count == 16 && gateway.mailbox == .none)
        #expect(gateway.template == DeviceTemplate(identifier: 2, lineButtonCount: 16, hasMessagesButton: false))
        for name in bench.directoryNames(of: gateway.lines, for: gateway.device) {
            #expect(bench.entry(calledBy: name)?.deviceClass == .gateway)
        }
    }

    @Test("A device of the plan gets what stands there")
    func provisioned() throws {
        let lines: [DirectoryName] = [.numbered(500_000), .numbered(7), .numbered(600_000)]
        let linked = ProvisionedDevice(name: .numbered(1), lines: lines, mailbox: .numbered(3))
        let plain = ProvisionedDevice(name: .numbered(2), lines: [.numbered(700_000)])
        let bench = try ControllerBench<OpenPolicy> { $0.plan.provisioned = [linked, plain] }
        for round in 0..<2 {
            for device in 1...3 { #expect(bench.register(device).tier == 2, "round \(round)") }
            #expect(bench.serve() == 3)
        }
        for acknowledgment in bench.sink.acknowledged where acknowledgment.device == .numbered(1) {
            #expect(bench.directoryNames(of: acknowledgment.lines, for: .numbered(1)) == lines)
            #expect(!acknowledgment.lines.arePooled && acknowledgment.mailbox == .linked(.numbered(3)))
        }
        #expect(bench.sink.acknowledged[1].mailbox == .none)
        let second = try #require(bench.entry(of: 2))
        #expect(bench.directoryNames(of: second.lines, for: second.device) == [.numbered(700_000)])
        for name in lines { #expect(bench.entry(calledBy: name)?.device == .numbered(1)) }
        let left = bench.controller.unregister(.numbered(1), on: &bench.lane)
        #expect(left)
        for name in lines { #expect(bench.entry(calledBy: name) == nil) }
    }

    @Test("Progress goes from unknown over queued to registered, and back")
    func progress() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.progress(of: 1) == .unknown)
        #expect(bench.register(1).tier == 2)
        #expect(bench.progress(of: 1) == .queued(tier: 2))
        #expect(bench.entry(of: 1) == nil, "a row that is only queued is in no lookup")
        #expect(bench.serve() == 1)
        #expect(bench.progress(of: 1) == .registered)
        #expect(bench.register(1, tag: true).tier == 0)
        #expect(bench.progress(of: 1) == .queued(tier: 0))
        #expect(bench.entry(of: 1) != nil)
        let left = [1, 1].map { bench.controller.unregister(.numbered($0), on: &bench.lane) }
        #expect(left == [true, false])
        #expect(bench.progress(of: 1) == .queued(tier: 0))
        #expect(bench.serve() == 1)
        #expect(bench.progress(of: 1) == .registered)
    }

    @Test("A device unregistered while it is queued again is registered anew, with a mailbox that is new")
    func unregisteredWhileQueued() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1).tier == 2)
        #expect(bench.serve() == 1)
        #expect(bench.register(1).tier == 2)
        let left = bench.controller.unregister(.numbered(1), on: &bench.lane)
        #expect(left && bench.entry(of: 1) == nil)
        #expect(bench.serve() == 1)
        let last = try #require(bench.sink.acknowledged.last)
        #expect(last.mailbox == .new(last.lines.first))
        #expect(bench.counts[.registered] == 2 && bench.counts[.rowsClaimed] == 1 && bench.counts[.rowsFreed] == 0)
        #expect(bench.isConsistent())
    }

    @Test("Sessions connect registered devices by directory name")
    func sessions() throws {
        let bench = try ControllerBench<OpenPolicy>()
        for device in 1...2 { _ = bench.register(device) }
        #expect(bench.serve() == 2)
        let names = bench.sink.acknowledged.map { $0.lines.first }
        let session = try bench.controller.openSession(from: names[0], to: names[1], at: bench.now)
        #expect(session.fromDevice == .numbered(1) && session.toDevice == .numbered(2))
        #expect(throws: SessionTracker.OpenError.notRegistered(.numbered(999_999))) {
            try bench.controller.openSession(from: names[0], to: .numbered(999_999), at: bench.now)
        }
        #expect(throws: SessionTracker.OpenError.notRegistered(.numbered(999_999))) {
            try bench.controller.openSession(from: .numbered(999_999), to: names[0], at: bench.now)
        }
        _ = bench.controller.unregister(.numbered(2), on: &bench.lane)
        #expect(throws: SessionTracker.OpenError.notRegistered(names[1])) {
            try bench.controller.openSession(from: names[0], to: names[1], at: bench.now)
        }
    }

    @Test("Every counter has a label of its own")
    func labels() {
        #expect(Set(Counter.allCases.map(\.label)).count == Counter.allCases.count)
        for reason in DenialReason.allCases { #expect(Counter.denied(reason).label == "denied.\(reason.label)") }
        for refusal in TokenRefusal.allCases {
            #expect(Counter.invalid(refusal).label == "invalid.\(refusal.label)")
        }
        for kind in RegistrationClass.allCases { #expect(Counter.queued(kind).label == "queued.\(kind.label)") }
    }

    @Test("A change of parameters is seen by the next batch, and only then")
    func parametersChange() throws {
        let bench = try ControllerBench<OpenPolicy>()
        #expect(bench.register(1, tag: true).tier == 0)
        bench.update { $0.honoursPriorityTags = false }
        #expect(bench.lane.parameters.honoursPriorityTags)
        #expect(bench.register(2, tag: true).tier == 2)
        #expect(!bench.lane.parameters.honoursPriorityTags)
    }
}
