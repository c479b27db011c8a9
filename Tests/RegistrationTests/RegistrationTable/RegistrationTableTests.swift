import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

/// Rows of the table alone: reserving and taking back.
@Suite struct RegistrationTableTests {
    @Test("Reserving and cancelling in a table of one home leaves it as it was, full or not")
    func longPaths() throws {
        let shared = try SharedTable(capacity: 1, directoryCapacity: 10)
        var random = TestSeed.current.generator()
        var queued: Set<Int> = []
        var full = 0
        for step in 0..<10_000 {
            let device = Int.random(in: 0..<200, using: &random)
            let comment: Comment = "\(TestSeed.current) step \(step) device \(device)"
            if Int.random(in: 0..<3, using: &random) > 0 {
                switch shared.reserve(device) {
                case .queued(_, let replaced):
                    #expect(replaced == nil && queued.insert(device).inserted, comment)
                case .duplicate(let tier): #expect(tier == 2 && queued.contains(device), comment)
                case .full:
                    #expect(!queued.contains(device) && queued.count == LineProbe.countMax, comment)
                    full += 1
                }
            } else {
                #expect(shared.cancel(device) == (queued.remove(device) != nil), comment)
            }
            #expect(shared.progress(of: device) == (queued.contains(device) ? .queued(tier: 2) : .unknown), comment)
            if step.isMultiple(of: 100) { #expect(shared.invariantsHold(), comment) }
        }
        #expect(full > 0)
        for device in queued { #expect(shared.cancel(device)) }
        #expect(shared.invariantsHold())
    }

    @Test("Without leave to create, only known devices are queued")
    func mayNotCreate() throws {
        let shared = try SharedTable(capacity: 10, directoryCapacity: 10)
        guard case .full = shared.reserve(1, mayCreate: false) else {
            Issue.record("a new row was created")
            return
        }
        #expect(shared.progress(of: 1) == .unknown)
        #expect(shared.invariantsHold())
    }

    @Test("Reserving races with cancelling: one thread at a time has a device, and nothing is left behind")
    func reserveRacesCancel() throws {
        let shared = try SharedTable(capacity: 16, directoryCapacity: 16)
        let perThread = 40_000 * StressVolume.current.factor
        let outcomes = runConcurrently(threads: 4) { thread -> (reserved: Int, lost: Int) in
            var random = TestSeed.current.generator(thread)
            var outcome = (reserved: 0, lost: 0)
            for _ in 0..<perThread {
                let device = Int.random(in: 0..<24, using: &random)
                guard case .queued = shared.reserve(device, tier: UInt8(thread)) else { continue }
                outcome.reserved += 1
                // The row is ours until we take it back, whatever the neighbours do.
                if shared.progress(of: device) != .queued(tier: UInt8(thread)) { outcome.lost += 1 }
                if !shared.cancel(device) { outcome.lost += 1 }
            }
            return outcome
        }
        #expect(outcomes.allSatisfy { $0.lost == 0 && $0.reserved > 0 }, "\(TestSeed.current)")
        #expect(shared.invariantsHold())
        for device in 0..<24 { #expect(shared.progress(of: device) == .unknown) }
    }
}
