@testable import Registration

/// A law with parameters and a clock, asked without a controller around it.
final class LawBench<Law: AdmissionPolicy & ~Copyable> {
    let law = Law()
    var parameters = Parameters()
    var load = Load.resting()
    var now = Instant.epoch + .seconds(100)
    /// Whether what is granted is under way from then on.
    var keepsGrants = false

    init(_ change: (inout Parameters) -> Void = { _ in }) { change(&parameters) }

    /// The law's answers to one batch of requests of a class.
    func decide(_ count: Int, _ registrationClass: RegistrationClass = .token) -> [AdmissionDecision] {
        var batch = law.open(count: count, load: load, parameters: parameters, at: now)
        let decisions = (0..<count).map { _ in law.decide(registrationClass, &batch) }
        law.close(batch)
        if keepsGrants { load.outstandingGrants += decisions.count { $0 == .grant } }
        return decisions
    }

    func decideOne(_ registrationClass: RegistrationClass = .token) -> AdmissionDecision {
        decide(1, registrationClass)[0]
    }

    /// Decides `count` requests, each of which turns out not to be new.
    func decideAndWithdraw(_ count: Int) {
        var batch = law.open(count: count, load: load, parameters: parameters, at: now)
        for _ in 0..<count {
            let decision = law.decide(.token, &batch)
            law.withdraw(decision, &batch)
        }
        law.close(batch)
    }
}

extension LawBench: CustomReflectable where Law: ~Copyable {
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension AdmissionDecision {
    /// The retry time of a denial.
    var retryAfter: Nanoseconds? {
        if case .deny(let retryAfter, _) = self { return retryAfter }
        return nil
    }

    /// Whether capacity was set aside for the denied device.
    var reserves: Bool {
        if case .deny(_, let reserves) = self { return reserves }
        return false
    }
}
