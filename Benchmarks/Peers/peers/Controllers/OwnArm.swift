internal import CPeers
internal import LockFree
internal import Registration
internal import SeededRandom

/// Our controller with its default law and discipline.
struct OwnArm: Arm {
    /// "ours".
    static var label: String { "ours" }

    fileprivate typealias Core = Controller<CalendarPolicy, EarliestDeadline>

    private let core: Core
    private let seed: UInt64

    /// A controller whose law is told a service rate above any that it will see: all devices are granted at once, as on the
    /// other side, but the law is asked.
    init(devices: Int, threads: Int, seed: UInt64) throws {
        var parameters = Parameters()
        parameters.assumedServiceRate = 20e6
        let configuration = ControllerConfiguration(
            devices: devices, laneCount: threads, hashSeed: seed, parameters: parameters)
        let second: UInt64 = 1_000_000_000
        core = try Core(
            configuration, discipline: EarliestDeadline(offsets: [0, second, 2 * second], lowestTierPeriod: 16))
        self.seed = seed
    }

    /// A lane and room for a batch.
    func makeWorker(index: Int) -> Worker {
        var generator = SplitMix64(seed: seed &+ UInt64(index) &+ 1)
        return Worker(core, lane: core.makeLane(seed: generator.seed()))
    }

    /// Rows of the table, whose lines are in the directory.
    func countRegistered() -> Int {
        let count = core.table.countRegistered()
        // The core counts a device as registered only when its names are in the directory.
        return Int(core.counts[.registered]) == count ? count : -1
    }

    /// What the token store and the registration table hold, in bytes.
    var tableByteCount: Int { core.tokens.byteCount + core.table.byteCount }

    /// One thread's lane and buffers.
    final class Worker: CycleWorker {
        private let core: Core
        private var lane: Core.Lane
        private var tokenRequests: [TokenRequest] = []
        private var tokenResponses: [TokenResponse] = []
        private var requests: [RegistrationRequest] = []
        private var responses: [RegistrationResponse] = []
        private var sink = AcknowledgmentSink()

        fileprivate init(_ core: Core, lane: consuming Core.Lane) {
            self.core = core
            self.lane = lane
            tokenRequests.reserveCapacity(batchCount)
            tokenResponses.reserveCapacity(batchCount)
            requests.reserveCapacity(batchCount)
            responses.reserveCapacity(batchCount)
        }

        /// See ``CycleWorker``.
        func requestTokens(for numbers: Span<UInt32>, at nowNanoseconds: Int64) {
            tokenRequests.removeAll(keepingCapacity: true)
            tokenResponses.removeAll(keepingCapacity: true)
            tokenRequests.append(addingCapacity: numbers.count) { free in
                for index in numbers.indices {
                    let number = numbers[index]
                    free.append(
                        TokenRequest(device: DevicePlan.name(of: number), address: DevicePlan.address(of: number)))
                }
            }
            let requests = tokenRequests  // a span may not outlive an access to a class's property
            core.requestTokens(
                requests.span, at: Instant(nanoseconds: nowNanoseconds), on: &lane, into: &tokenResponses)
        }

        /// See ``CycleWorker``.
        func register(at nowNanoseconds: Int64) {
            requests.removeAll(keepingCapacity: true)
            responses.removeAll(keepingCapacity: true)
            let (asked, answered) = (tokenRequests, tokenResponses)
            requests.append(addingCapacity: answered.count) { free in
                for index in answered.indices {
                    guard case .granted(let token, _) = answered[index] else { continue }
                    free.append(
                        RegistrationRequest(
                            device: asked[index].device, address: asked[index].address,
                            kind: .token(.token(token)), context: UInt64(bitPattern: nowNanoseconds)))
                }
            }
            let now = Instant(nanoseconds: nowNanoseconds)
            var pending = requests
            core.register(pending.span, at: now, on: &lane, into: &responses)
            // A thread that the host stops between claim and publication hides the queue behind it; meanwhile the other fills the
            // bounded tier and is denied. Devices come again then; here at once.
            var backoff = Backoff()
            while responses.contains(where: \.isDenied) {
                pending = zip(pending, responses).filter { $1.isDenied }.map { $0.0 }
                responses.removeAll(keepingCapacity: true)
                backoff.pause()
                core.register(pending.span, at: now, on: &lane, into: &responses)
            }
        }

        /// See ``CycleWorker``.
        func serve(at nowNanoseconds: Int64) -> Int {
            sink.acknowledgments.removeAll(keepingCapacity: true)
            return core.serve(
                upTo: batchCount, at: Instant(nanoseconds: nowNanoseconds), on: &lane, sink: &sink)
        }

        /// See ``CycleWorker``.
        func context(at index: Int) -> Int64 { Int64(bitPattern: sink.acknowledgments[index].context) }
    }
}

extension RegistrationResponse {
    /// Whether the device has to come again.
    fileprivate var isDenied: Bool {
        if case .denied = self { true } else { false }
    }
}

/// Writes what each device is told into the very structure that the peer writes, so that both sides produce the same bytes.
private struct AcknowledgmentSink: RegistrationSink {
    var acknowledgments: [peer_acknowledgment] = []

    init() { acknowledgments.reserveCapacity(batchCount) }

    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        let hasNewMailbox = if case .new = acknowledgment.mailbox { true } else { false }
        acknowledgments.append(
            peer_acknowledgment(
                device: peer_name(acknowledgment.device), address: peer_address(acknowledgment.address),
                line: acknowledgment.lines.first.value, context: acknowledgment.context,
                arrived_at_nanoseconds: acknowledgment.arrivedAt.nanoseconds,
                registered_at_nanoseconds: acknowledgment.registeredAt.nanoseconds,
                template_identifier: acknowledgment.template.identifier, tier: acknowledgment.tier,
                has_mailbox: acknowledgment.mailbox != .none, mailbox_is_new: hasNewMailbox))
    }

    /// Cannot happen here: the pool and the directory have room for all. A device that failed is missed by the check of the round.
    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {}
}
