internal import LockFree
internal import Registration

/// `cycle`: every device asks for a token, registers with it, is served and lands in the table, 64 at a time, through the
/// controller with its default law and discipline. Time goes on by a microsecond a batch; no clock is read.
///
/// Sound to share: what ``prepare()`` makes is touched by one run at a time, a share of it by each thread.
final class CycleWork: HotPathWork, @unchecked Sendable {
    private typealias Core = Controller<CalendarPolicy, EarliestDeadline>

    private let fleet: Fleet
    private let setting: HotPathSetting
    private var core: Core
    private var shares: [Share]
    private var isUsed = false

    init(_ setting: HotPathSetting) throws {
        fleet = Fleet(setting)
        self.setting = setting
        core = try Self.makeCore(setting)
        shares = Self.makeShares(of: core, setting)
    }

    private static func makeCore(_ setting: HotPathSetting) throws -> Core {
        var parameters = Parameters()
        // Above any rate that a run reaches, so that the law is asked and grants.
        parameters.assumedServiceRate = 1e9
        let configuration = ControllerConfiguration(
            devices: setting.devices, laneCount: setting.threads, hashSeed: setting.seed, parameters: parameters)
        let second: UInt64 = 1_000_000_000
        let discipline = EarliestDeadline(offsets: [0, second, 2 * second], lowestTierPeriod: 16)
        return try Core(configuration, discipline: discipline)
    }

    private static func makeShares(of core: Core, _ setting: HotPathSetting) -> [Share] {
        (0..<setting.threads).map { thread in
            Share(setting.share(of: thread), lane: core.makeLane(seed: (setting.seed, UInt64(thread), 2, 3)))
        }
    }

    var operationCount: Int { setting.devices }

    /// A run begins with an empty controller: first registrations cost more than repeated ones.
    func prepare() throws {
        guard isUsed else {
            isUsed = true
            return
        }
        core = try Self.makeCore(setting)
        shares = Self.makeShares(of: core, setting)
    }

    func run(thread: Int) -> Int {
        let share = shares[thread]
        share.sink.registered = 0
        for batch in Batches(of: share.places) {
            share.now = share.now + .microseconds(1)
            ask(batch, share)
            register(share)
            _ = core.serve(
                upTo: 2 * HotPathSetting.batchCount, at: share.now, on: &share.lane, sink: &share.sink)
            core.recordService(of: batch.count, busy: .microseconds(1), on: &share.lane)
            core.sweepTokens(at: share.now, on: &share.lane)
        }
        // What another thread was too early to see.
        while core.serve(upTo: HotPathSetting.batchCount, at: share.now, on: &share.lane, sink: &share.sink) > 0 {}
        return share.sink.registered
    }

    private func ask(_ batch: Range<Int>, _ share: Share) {
        share.tokenRequests.removeAll(keepingCapacity: true)
        share.tokenResponses.removeAll(keepingCapacity: true)
        share.tokenRequests.append(addingCapacity: batch.count) { free in
            for place in batch {
                free.append(TokenRequest(device: fleet.names[place], address: Fleet.address(at: place)))
            }
        }
        let requests = share.tokenRequests  // a span may not outlive an access to a class's property
        core.requestTokens(requests.span, at: share.now, on: &share.lane, into: &share.tokenResponses)
    }

    private func register(_ share: Share) {
        share.requests.removeAll(keepingCapacity: true)
        share.responses.removeAll(keepingCapacity: true)
        let (asked, answered) = (share.tokenRequests, share.tokenResponses)
        share.requests.append(addingCapacity: answered.count) { free in
            for index in answered.indices {
                guard case .granted(let token, _) = answered[index] else { continue }
                free.append(
                    RegistrationRequest(
                        device: asked[index].device, address: asked[index].address, kind: .token(.token(token))))
            }
        }
        let requests = share.requests
        core.register(requests.span, at: share.now, on: &share.lane, into: &share.responses)
    }

    /// What one thread works with. Sound: touched by that thread only, and by one run after the other.
    private final class Share: @unchecked Sendable {
        let places: Range<Int>
        var lane: Core.Lane
        var now = Instant.epoch + .seconds(100)
        var tokenRequests: [TokenRequest] = []
        var tokenResponses: [TokenResponse] = []
        var requests: [RegistrationRequest] = []
        var responses: [RegistrationResponse] = []
        var sink = CountingSink()

        init(_ places: Range<Int>, lane: consuming Core.Lane) {
            self.places = places
            self.lane = lane
            tokenRequests.reserveCapacity(HotPathSetting.batchCount)
            tokenResponses.reserveCapacity(HotPathSetting.batchCount)
            requests.reserveCapacity(HotPathSetting.batchCount)
            responses.reserveCapacity(HotPathSetting.batchCount)
        }
    }

    /// Counts registrations.
    private struct CountingSink: RegistrationSink {
        var registered = 0

        mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
            registered += acknowledgment.lines.count
        }

        /// Counted by its absence: nothing fails in a table made for all devices.
        mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {}
    }
}
