import LockFree
import Testing
import TestSupport

@testable import Registration

/// A random life of devices, checked against dictionaries after every step.
@Suite struct RegistrationTableModelTests {
    /// What the model knows of a device.
    private struct Known {
        var address: InternalAddress
        var lines: AssignedLines?
        var queuedTier: UInt8?
    }

    private static let provisionedCount = 6

    private static func plan() -> ServicePlan {
        let provisioned = (0..<provisionedCount).map { device in
            ProvisionedDevice(
                name: .numbered(device), lines: (0...device).map { .numbered(500_000 + device * 10 + $0) },
                mailbox: device.isMultiple(of: 2) ? .numbered(900_000 + device) : nil)
        }
        return ServicePlan(
            poolFirst: .numbered(0), poolCount: 1_000_000, linesPerPhone: 2, linesPerGateway: 5,
            provisioned: provisioned)
    }

    @Test("Registering, moving, unregistering and looking up agree with a dictionary", arguments: [4, 16, 64, 200])
    func agreesWithModel(deviceCapacity: Int) throws {
        // Twice as many devices as rows, so that the table is full at times; few lines, so that paths are long.
        let deviceCount = deviceCapacity * 2
        let bench = try ControllerBench<OpenPolicy> {
            $0.deviceCapacity = deviceCapacity
            $0.directoryCapacity = deviceCapacity * 8
            $0.plan = Self.plan()
        }
        var random = TestSeed.current.generator(deviceCapacity)
        var model: [Int: Known] = [:]
        var full = 0
        for step in 0..<4_000 {
            let device = Int.random(in: 0..<deviceCount, using: &random)
            let comment: Comment = "\(TestSeed.current) capacity \(deviceCapacity) step \(step) device \(device)"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let address = InternalAddress.numbered(Int.random(in: 0..<1_000, using: &random))
                let tag = random.oneIn(4)
                let isGateway = device.isMultiple(of: 5) && device >= Self.provisionedCount
                let response = bench.register(
                    device, address: address, deviceClass: isGateway ? .gateway : .phone, tag: tag)
                let tier: UInt8 = tag || isGateway ? 0 : 2
                if let queuedTier = model[device]?.queuedTier {
                    #expect(response.tier == queuedTier, comment)
                } else if model[device] == nil, model.count == deviceCapacity {
                    #expect(response.denial == .tableFull, comment)
                    full += 1
                } else {
                    #expect(response.tier == tier, comment)
                    model[device, default: Known(address: address)].queuedTier = tier
                    model[device]?.address = address
                }
            case 4..<6:
                bench.sink = RecordingSink()
                let served = bench.serve(upTo: Int.random(in: 1...8, using: &random))
                #expect(bench.sink.acknowledged.count == served && bench.sink.failures.isEmpty, comment)
                for acknowledgment in bench.sink.acknowledged {
                    let index = (0..<deviceCount).first { .numbered($0) == acknowledgment.device }
                    let served = try #require(index, comment)
                    let known = try #require(model[served], comment)
                    #expect(acknowledgment.address == known.address, comment)
                    #expect(known.lines == nil || known.lines == acknowledgment.lines, comment)
                    #expect(acknowledgment.tier == known.queuedTier, comment)
                    model[served]?.lines = acknowledgment.lines
                    model[served]?.queuedTier = nil
                }
            case 6..<8:
                let left = bench.controller.unregister(.numbered(device), on: &bench.lane)
                #expect(left == (model[device]?.lines != nil), comment)
                if left, model[device]?.queuedTier == nil { model[device] = nil }
                model[device]?.lines = nil
            default: Self.check(device, model[device], at: bench, comment)
            }
        }
        for device in 0..<deviceCount {
            Self.check(device, model[device], at: bench, "\(TestSeed.current) end, device \(device)")
        }
        let names = model.flatMap { device, known in
            known.lines.map { bench.directoryNames(of: $0, for: .numbered(device)) } ?? []
        }
        #expect(Set(names).count == names.count, "no name is two devices'")
        #expect(full > 0)
        #expect(bench.isConsistent(), "\(TestSeed.current) capacity \(deviceCapacity)")
        #expect(bench.controller.table.countRegistered() == model.values.count { $0.lines != nil })
    }

    /// Looks `device` up both ways.
    private static func check(
        _ device: Int, _ known: Known?, at bench: ControllerBench<OpenPolicy>, _ comment: Comment
    ) {
        let entry = bench.entry(of: device)
        #expect(entry?.lines == known?.lines, comment)
        #expect((entry?.address == known?.address) || known?.lines == nil, comment)
        if let tier = known?.queuedTier {
            #expect(bench.progress(of: device) == .queued(tier: tier), comment)
        } else {
            #expect(bench.progress(of: device) == (known == nil ? .unknown : .registered), comment)
        }
        guard let lines = known?.lines else { return }
        let names = bench.directoryNames(of: lines, for: .numbered(device))
        if device < provisionedCount {
            #expect(names == (0...device).map { .numbered(500_000 + device * 10 + $0) }, comment)
        }
        for name in names {
            #expect(bench.entry(calledBy: name)?.device == .numbered(device), comment)
        }
    }
}
