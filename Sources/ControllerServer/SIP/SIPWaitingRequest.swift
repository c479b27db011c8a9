internal import NIOCore
internal import Registration
internal import Signalling

/// A REGISTER whose registration is queued: keeps its answer until the device is registered, and then sends it.
///
/// Used on its event loop. What it grants is bound when the core has registered the device, and not before: all or nothing (RFC 3261
/// section 10.3). A newer request of the device takes the place of the one that waits.
final class SIPWaitingRequest: Exchange {
    /// What is granted, and how it is answered.
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

    private let loop: ServiceLoop
    private let bindings: SIPBindings
    /// What is granted.
    var grant: Grant
    private var exchange: ExchangeID?

    /// A request that has not been asked for yet.
    init(on loop: ServiceLoop, bindings: SIPBindings, grant: Grant) {
        self.loop = loop
        self.bindings = bindings
        self.grant = grant
    }

    /// Enters it among the loop's exchanges, as the one that speaks for its device; `nil` when there are as many as may be.
    func open() -> ExchangeID? {
        guard let exchange = loop.insert(self) else { return nil }
        self.exchange = exchange
        loop.claim(grant.binding.device, by: exchange)
        return exchange
    }

    /// Ends it without an answer.
    func close() {
        guard let exchange else { return }
        self.exchange = nil
        loop.release(grant.binding.device, by: exchange, unregistering: false)
        loop.remove(exchange)
    }

    private func answer(_ bytes: ByteBuffer) {
        grant.path.write(bytes)
        loop.flushAfterTurn(grant.path.channel)
        close()
    }

    func acknowledge(_ acknowledgment: RegistrationAcknowledgment) {
        guard exchange != nil, acknowledgment.device == grant.binding.device else { return }
        guard bindings.bind(grant.binding, to: grant.addressOfRecord) else {
            loop.unregister(grant.binding.device)
            return refuse("SIP/2.0 503 Too Many Devices", retryAfterSeconds: 3_600)
        }
        loop.counters.add(.sipRegistrations)
        answer(grant.answer)
    }

    func fail(_ device: DeviceName, because reason: RegistrationFailure) {
        guard exchange != nil, device == grant.binding.device else { return }
        loop.shared.log.say(.registration, at: loop.now, "\(device) could not be registered: \(reason)")
        answer(grant.answer.refusal(statusLine: "SIP/2.0 500 Server Internal Error"))
    }

    private func refuse(_ statusLine: String, retryAfterSeconds: Int) {
        answer(grant.answer.refusal(statusLine: statusLine, field: "Retry-After: \(retryAfterSeconds)\r\n"))
    }

    func giveWay() { close() }

    func deadlinePassed(at now: Instant) {}

    func shutDown() { refuse("SIP/2.0 503 Service Unavailable", retryAfterSeconds: 1) }
}
