internal import NIOCore
internal import Registration
internal import Signalling

/// A device whose registration is queued, with the REGISTER requests that wait for it: keeps their answers until the device is registered,
/// and then sends them.
///
/// Used on its event loop. What is granted is bound when the core has registered the device, and not before: all or nothing (RFC 3261
/// section 10.3). A phone registers each of its lines: one request waits for each address of record, the newest.
final class SIPWaitingDevice: Exchange {
    /// What a request is granted, and how it is answered.
    struct Grant {
        /// Where the answer goes.
        let path: SIPReplyPath
        /// The answer when the device is registered.
        let answer: ByteBuffer
        /// The address of record.
        let addressOfRecord: DeviceName
        /// What is bound.
        let binding: SIPBinding
    }

    /// How a further request of the device stands to those that wait.
    enum Admission: Hashable, Sendable {
        /// It waits, in place of an older one if there is one.
        case waits
        /// It waits already: it came again.
        case repeated
        /// A newer one waits.
        case outdated
        /// As many wait as may.
        case full
    }

    private let device: DeviceName
    private let loop: ServiceLoop
    private let bindings: SIPBindings
    private var grants: [Grant]
    private var exchange: ExchangeID?

    /// A device that nobody was asked for yet, and its first request.
    init(on loop: ServiceLoop, bindings: SIPBindings, grant: Grant) {
        self.loop = loop
        self.bindings = bindings
        device = grant.binding.device
        grants = [grant]
    }

    /// Enters it among the loop's exchanges, as the one that speaks for its device; `nil` when there are as many as may be.
    func open() -> ExchangeID? {
        guard let exchange = loop.insert(self) else { return nil }
        self.exchange = exchange
        loop.claim(device, by: exchange)
        return exchange
    }

    /// Has a further request wait.
    func add(_ grant: Grant) -> Admission {
        guard let place = grants.firstIndex(where: { $0.addressOfRecord == grant.addressOfRecord }) else {
            guard grants.count < SIPBindings.deviceCountMax else { return .full }
            grants.append(grant)
            return .waits
        }
        let waiting = grants[place].binding.order
        if grant.binding.order == waiting { return .repeated }
        guard grant.binding.order.follows(waiting) else { return .outdated }
        grants[place] = grant
        return .waits
    }

    /// Whether the request of this order waits for an address of record.
    func holds(_ order: SIPRequestOrder, for addressOfRecord: DeviceName) -> Bool {
        grants.contains { $0.addressOfRecord == addressOfRecord && $0.binding.order == order }
    }

    /// Forgets the request for an address of record, unanswered: the device takes it back. With the last the device leaves the queue.
    func withdraw(_ addressOfRecord: DeviceName) {
        grants.removeAll { $0.addressOfRecord == addressOfRecord }
        if grants.isEmpty { close() }
    }

    /// Ends it without an answer.
    func close() {
        guard let exchange else { return }
        self.exchange = nil
        loop.release(device, by: exchange, unregistering: false)
        loop.remove(exchange)
    }

    // MARK: Answers

    func acknowledge(_ acknowledgment: RegistrationAcknowledgment) {
        guard exchange != nil, acknowledgment.device == device else { return }
        for grant in grants {
            if bindings.bind(grant.binding, to: grant.addressOfRecord) {
                loop.counters.add(.sipRegistrations)
                send(grant.answer, for: grant)
            } else {
                send(
                    grant.answer.refusal(
                        statusLine: "SIP/2.0 503 Too Many Devices", field: "Retry-After: 3600\r\n"), for: grant)
            }
        }
        if !bindings.isBound(device) { loop.unregister(device) }
        close()
    }

    func fail(_ device: DeviceName, because reason: RegistrationFailure) {
        guard exchange != nil, device == self.device else { return }
        loop.shared.log.say(.registration, at: loop.now, "\(device) could not be registered: \(reason)")
        refuse("SIP/2.0 500 Server Internal Error")
    }

    func giveWay() { close() }

    func deadlinePassed(at now: Instant) {}

    func shutDown() { refuse("SIP/2.0 503 Service Unavailable", field: "Retry-After: 1\r\n") }

    private func refuse(_ statusLine: String, field: String = "") {
        for grant in grants { send(grant.answer.refusal(statusLine: statusLine, field: field), for: grant) }
        close()
    }

    private func send(_ bytes: ByteBuffer, for grant: Grant) {
        grant.path.write(bytes)
        loop.flushAfterTurn(grant.path.channel)
    }
}
