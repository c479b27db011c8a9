import LockFree

@testable import Registration

/// A controller with one lane and a clock of its own, in strict priority, so that a test reads as a conversation.
///
/// Used by one thread.
final class ControllerBench<Law: AdmissionPolicy & ~Copyable> {
    let controller: Controller<Law, StrictPriority>
    var lane: Controller<Law, StrictPriority>.Lane
    var now = Instant.epoch + .seconds(100)
    var sink = RecordingSink()

    /// A small controller; `configure` changes its sizes and parameters first.
    init(_ configure: (inout ControllerConfiguration) -> Void = { _ in }) throws {
        var configuration = ControllerConfiguration(devices: 1_000, laneCount: 1, hashSeed: 1)
        configuration.tierCapacities = [1_024, 1_024, 1_024]
        configure(&configuration)
        controller = try Controller(configuration, discipline: StrictPriority())
        lane = controller.makeLane(seed: (1, 2, 3, 4))
    }

    var counts: CounterSnapshot { controller.counts }

    func ask(_ device: Int) -> TokenResponse {
        let request = TokenRequest(device: .numbered(device), address: .numbered(device))
        return controller.requestToken(request, at: now, on: &lane)
    }

    /// Asks for a token and returns it; `nil` when it was not granted.
    func token(for device: Int) -> Token? {
        if case .granted(let token, _) = ask(device) { return token }
        return nil
    }

    func register(
        _ device: Int, _ kind: RegistrationRequest.Kind = .initial, address: InternalAddress? = nil,
        deviceClass: DeviceClass = .phone, tag: Bool = false, context: UInt64 = 0
    ) -> RegistrationResponse {
        let request = RegistrationRequest(
            device: .numbered(device), address: address ?? .numbered(device), deviceClass: deviceClass, kind: kind,
            hasPriorityTag: tag, context: context)
        return controller.register(request, at: now, on: &lane)
    }

    /// Answers several registrations as one call.
    func register(_ requests: [RegistrationRequest]) -> [RegistrationResponse] {
        var responses: [RegistrationResponse] = []
        controller.register(requests.span, at: now, on: &lane, into: &responses)
        return responses
    }

    func serve(upTo countMax: Int = .max) -> Int { controller.serve(upTo: countMax, at: now, on: &lane, sink: &sink) }

    func update(_ change: (inout Parameters) -> Void) { controller.parameters.update(change) }

    func grant(of device: Int) -> TokenStore.Grant? { controller.tokens.grant(of: .numbered(device), at: now) }

    func grant(for token: Token) -> TokenStore.Grant? { controller.tokens.grant(for: token, at: now) }

    func entry(of device: Int) -> RegistrationTable.Entry? { controller.table.entry(of: .numbered(device)) }

    func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry? { controller.table.entry(calledBy: name) }

    func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] {
        controller.table.directoryNames(of: lines, for: device)
    }

    func progress(of device: Int) -> RegistrationTable.Progress { controller.table.progress(of: .numbered(device)) }

    /// Whether every count and structure agrees with the others.
    func isConsistent() -> Bool {
        let counts = counts
        let queued = counts[.queuedPriority] + counts[.queuedToken] + counts[.queuedInitial]
        let depth = UInt64((0..<controller.tierCount).reduce(0) { $0 + controller.queueDepth(ofTier: $1) })
        return controller.tokens.invariantsHold() && controller.table.invariantsHold()
            && queued == counts[.registered] + counts[.renewed] + counts[.failed] + depth
            && UInt64(controller.table.countRegistered()) == counts[.registered] - counts[.unregistered]
    }

    /// Whether granted = redeemed + expired + outstanding, once everything that ended was swept.
    func tokensAddUp() -> Bool {
        controller.sweepAllTokens(at: now, on: &lane)
        let outstanding = controller.tokens.countOutstandingGrants(at: now)
        return counts[.tokensGranted] == counts[.tokensRedeemed] + counts[.tokensExpired] + UInt64(outstanding)
            && counts.outstandingGrants == UInt64(outstanding)
    }
}

extension RegistrationResponse {
    /// The tier of an answered "queued".
    var tier: UInt8? {
        if case .queued(let tier, true) = self { return tier }
        return nil
    }

    var denial: DenialReason? {
        if case .denied(let reason, let retryAfter) = self, retryAfter > .zero { return reason }
        return nil
    }
}

extension TokenResponse {
    var denial: DenialReason? {
        if case .denied(let reason, let retryAfter) = self, retryAfter > .zero { return reason }
        return nil
    }

    var retryAfter: Nanoseconds? {
        if case .denied(_, let retryAfter) = self { return retryAfter }
        return nil
    }

    var timeout: Nanoseconds? {
        if case .granted(_, let timeout) = self { return timeout }
        return nil
    }
}

// A failed expectation looks into its operands; a lane cannot be copied out to be looked at.
extension ControllerBench: CustomReflectable where Law: ~Copyable {
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
