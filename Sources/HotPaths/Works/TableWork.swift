internal import LockFree
@_spi(HotPaths) internal import Registration

/// `table.*`: the registration table by itself: entering devices in batches, and both look-ups one by one.
///
/// Sound to share: what ``prepare()`` makes is touched by one run at a time, a share of it by each thread.
final class TableWork: HotPathWork, @unchecked Sendable {
    enum Step {
        case upsert
        case findDevice
        case findDirectoryName
    }

    private var structures: Structures
    private let hasher: DeviceHasher
    private let fleet: Fleet
    private let setting: HotPathSetting
    private let step: Step
    private var shares: [Share]

    init(_ setting: HotPathSetting, step: Step) throws {
        hasher = DeviceHasher(seed: setting.seed)
        structures = try Structures(setting, hasher: hasher)
        fleet = Fleet(setting)
        self.setting = setting
        self.step = step
        shares = Self.makeShares(setting)
    }

    private static func makeShares(_ setting: HotPathSetting) -> [Share] {
        (0..<setting.threads).map { Share(setting.share(of: $0)) }
    }

    private static var now: Instant { .epoch + .seconds(100) }

    var operationCount: Int { setting.devices }

    /// Entering begins with an empty table, looking up with a full one.
    func prepare() throws {
        switch step {
        case .upsert:
            guard shares.contains(where: \.isEntered) else { return }
            structures = try Structures(setting, hasher: hasher)
            shares = Self.makeShares(setting)
        case .findDevice, .findDirectoryName:
            for share in shares where !share.isEntered { _ = enter(share) }
        }
    }

    func run(thread: Int) -> Int {
        let share = shares[thread]
        let structures = structures
        switch step {
        case .upsert: return enter(share)
        case .findDevice:
            return share.places.count { structures.table.entry(of: fleet.names[$0])?.device == fleet.names[$0] }
        case .findDirectoryName:
            let names = share.sink.names
            return share.places.count { place in
                structures.table.entry(calledBy: names[place &- share.places.lowerBound])?.device == fleet.names[place]
            }
        }
    }

    /// Queues and completes rows, a batch at a time, as a controller with a short queue does.
    private func enter(_ share: Share) -> Int {
        var entered = 0
        let structures = structures
        // Variables, since a property of a class is checked for exclusive access each time, which the core's are not.
        var batch = exchange(&share.batch, with: RegistrationManager.Batch(countMax: 0))
        var sink = exchange(&share.sink, with: NameSink())
        var hashes = InlineArray<64, UInt64>(repeating: 0)
        sink.names.removeAll(keepingCapacity: true)
        for places in Batches(of: share.places) {
            for place in places {
                let offset = place &- places.lowerBound
                hashes[offset] = hasher.hash(fleet.names[place])
                if offset < BatchSize.lookahead { structures.table.prefetch(hash: hashes[offset]) }
            }
            batch.entries.removeAll(keepingCapacity: true)
            batch.entries.append(addingCapacity: places.count) { free in
                for place in places {
                    let offset = place &- places.lowerBound
                    let home = offset &+ BatchSize.lookahead
                    if home < places.count { structures.table.prefetch(hash: hashes[home]) }
                    let overflow = offset &+ BatchSize.overflowLookahead
                    if overflow < places.count { structures.table.prefetchOverflow(hash: hashes[overflow]) }
                    let reservation = structures.table.reserve(
                        fleet.names[place], hash: hashes[offset], address: Fleet.address(at: place),
                        deviceClass: .phone, tier: 1, mayCreate: true)
                    guard case .queued(let line, _) = reservation else { continue }
                    let entry = QueuedRegistration(line: UInt32(line), tier: 1, context: UInt64(place))
                    free.append(Stamped(entry, stamp: 0))
                }
            }
            entered +=
                structures.manager.complete(
                    &batch, in: structures.table, hasher: hasher, at: Self.now, sink: &sink
                ).entered
        }
        (share.batch, share.sink) = (batch, sink)
        share.isEntered = true
        return entered
    }

    /// The table, and who completes its rows.
    private final class Structures: Sendable {
        let table: RegistrationTable
        let manager: RegistrationManager

        init(_ setting: HotPathSetting, hasher: DeviceHasher) throws {
            let plan = ControllerConfiguration(
                devices: setting.devices, laneCount: setting.threads, hashSeed: setting.seed
            ).plan
            table = try RegistrationTable(
                capacity: setting.devices, directoryCapacity: setting.devices, plan: plan, hasher: hasher)
            manager = RegistrationManager(plan: plan)
        }
    }

    /// What one thread works with. Sound: touched by that thread only, and by one run after the other.
    private final class Share: @unchecked Sendable {
        let places: Range<Int>
        var batch = RegistrationManager.Batch(countMax: HotPathSetting.batchCount)
        var sink = NameSink()
        var isEntered = false

        init(_ places: Range<Int>) {
            self.places = places
            sink.names.reserveCapacity(places.count)
        }
    }

    /// Keeps the directory names that were assigned, in the order of places.
    private struct NameSink: RegistrationSink {
        var names: [DirectoryName] = []

        mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
            names.append(acknowledgment.lines.first)
        }

        /// Counted by its absence: nothing fails in a table made for all devices.
        mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {}
    }
}
