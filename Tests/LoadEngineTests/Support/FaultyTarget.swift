import Foundation
import Registration
import Synchronization

@testable import LoadEngine

/// A target of a few lines that grants and registers everything, keeps its own counts, and errs once, as told.
final class FaultyTarget: LoadTarget {
    /// What goes wrong, once where nothing else is said.
    enum Fault {
        case nothing
        case losesAcknowledgment
        case acknowledgesTwice
        case acknowledgesOutOfOrder
        case miscountsGrants
        case breaksInvariant
        case stalls
        /// Every registration of the first batch stays queued for ever.
        case neverServesFirstBatch
        /// Each call for tokens, not one of them.
        case isSlow
    }

    static var name: String { "faulty" }

    /// How long the one call lasts that stalls.
    static var stallSeconds: Double { 0.1 }

    let fault: Fault
    /// Written by sessions, read by `inspect`.
    private let counts = Mutex((grants: UInt64(0), completed: UInt64(0), stuck: UInt64(0)))

    init(_ fault: Fault) { self.fault = fault }

    func openSession(worker: Int) -> FaultySession { FaultySession(self) }

    var queueDepths: [Int] { [0, 0, 0] }

    func report(processorLoad: Double) {}

    func inspect(devices: Int, at now: Instant) -> TargetInspection {
        let (grants, completed, stuck) = counts.withLock { $0 }
        return TargetInspection(
            stillQueued: [0, stuck, 0],
            invariants: [
                InvariantCheck(name: "the books balance", holds: fault != .breaksInvariant, detail: "7 are not 8")
            ],
            grantsAnswered: fault == .miscountsGrants ? grants - 1 : grants, registrationsCompleted: completed)
    }

    func addGrants(_ count: Int) { counts.withLock { $0.grants += UInt64(count) } }
    func addStuck(_ count: Int) { counts.withLock { $0.stuck += UInt64(count) } }
    func addCompleted(_ count: Int) { counts.withLock { $0.completed += UInt64(count) } }
}

/// A worker's way to a faulty target.
final class FaultySession: TargetSession {
    private let target: FaultyTarget
    private var queued: [AcknowledgmentBuffer.Item] = []
    private var heldBack: AcknowledgmentBuffer.Item?
    private var hasErred = false
    private var calls = 0

    init(_ target: FaultyTarget) { self.target = target }

    func requestTokens(_ requests: [TokenRequest], at now: Instant, into responses: inout [TokenResponse]) {
        calls += 1
        // Not the first call: by then the run is in its stride.
        if errs(.stalls, when: calls == 10) { Thread.sleep(forTimeInterval: FaultyTarget.stallSeconds) }
        if target.fault == .isSlow { Thread.sleep(forTimeInterval: 0.002 * Double(requests.count)) }
        for request in requests {
            responses.append(.granted(.forged(high: request.device.high, low: request.device.low), timeout: nil))
        }
        target.addGrants(requests.count)
    }

    func register(
        _ requests: [RegistrationRequest], at now: Instant, into responses: inout [RegistrationResponse]
    ) {
        for request in requests {
            queued.append(
                AcknowledgmentBuffer.Item(
                    context: RequestContext(rawValue: request.context), arrivedAt: now, tier: 1))
            responses.append(.queued(tier: 1, isAnswered: true))
        }
    }

    func serve(upTo countMax: Int, at now: Instant, into buffer: inout AcknowledgmentBuffer) -> Int {
        let served = queued
        queued.removeAll()
        if errs(.neverServesFirstBatch, when: true) {
            target.addStuck(served.count)
            return 0
        }
        target.addCompleted(served.count)
        for (index, item) in served.enumerated() {
            if errs(.losesAcknowledgment, when: index == 0) { continue }
            if errs(.acknowledgesTwice, when: index == 0) { buffer.append(item) }
            if errs(.acknowledgesOutOfOrder, when: heldBack == nil) {
                heldBack = item
                continue
            }
            buffer.append(item)
            // Only behind one that arrived later is it out of order.
            if let late = heldBack, late.arrivedAt < item.arrivedAt {
                buffer.append(late)
                heldBack = nil
            }
        }
        return served.count
    }

    func endBatch(served: Int, busy: Nanoseconds, at now: Instant) {}

    func settle(at now: Instant) {}

    /// Whether it is time for this fault; at most once.
    private func errs(_ fault: FaultyTarget.Fault, when isTime: Bool) -> Bool {
        guard target.fault == fault, isTime, !hasErred else { return false }
        hasErred = true
        return true
    }
}
