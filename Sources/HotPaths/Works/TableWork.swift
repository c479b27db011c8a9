internal import LockFree
@_spi(HotPaths) internal import Registration

/// `table.*`: the registration table by itself: entering devices in batches, and both look-ups one by one.
final class TableWork: HotPathWork {
    enum Step {
        case upsert
        case findDevice
        case findDirectoryName
    }

    private let table: RegistrationTable
    private let manager: RegistrationManager
    private let hasher: DeviceHasher
    private let fleet: Fleet
    private let setting: HotPathSetting
    private let step: Step
    private let shares: [Share]

    init(_ setting: HotPathSetting, step: Step) throws {
        hasher = DeviceHasher(seed: setting.seed)
        table = try RegistrationTable(
            capacity: setting.devices, directoryCapacity: setting.devices, provisioned: [], hasher: hasher)
        // Every run enters the devices under new names: as many as there are in 15 digits.
        guard let first = DirectoryName("100000000000000") else { preconditionFailure("15 digits are a name") }
        manager = RegistrationManager(plan: ServicePlan(poolFirst: first, poolCount: .max))
        fleet = Fleet(setting)
        self.setting = setting
        self.step = step
        shares = (0..<setting.threads).map { Share(setting.share(of: $0)) }
    }

    private static var now: Instant { .epoch + .seconds(100) }

    var operationCount: Int { setting.devices }

    func prepare() {
        for share in shares {
            switch step {
            case .upsert: if share.isEntered { leave(share) }
            case .findDevice, .findDirectoryName: if !share.isEntered { _ = enter(share) }
            }
        }
    }

    func run(thread: Int) -> Int {
        let share = shares[thread]
        switch step {
        case .upsert: return enter(share)
        case .findDevice: return share.places.count { table.entry(of: fleet.names[$0])?.device == fleet.names[$0] }
        case .findDirectoryName:
            let names = share.sink.names
            return share.places.count { place in
                table.entry(calledBy: names[place &- share.places.lowerBound])?.device == fleet.names[place]
            }
        }
    }

    /// Queues and completes rows, a batch at a time, as a controller with a short queue does.
    private func enter(_ share: Share) -> Int {
        var entered = 0
        // Variables, since a property of a class is checked for exclusive access each time, which the core's are not.
        var batch = exchange(&share.batch, with: RegistrationManager.Batch(countMax: 0))
        var sink = exchange(&share.sink, with: NameSink())
        sink.names.removeAll(keepingCapacity: true)
        for places in Batches(of: share.places) {
            for place in places { table.prefetch(hash: hasher.hash(fleet.names[place])) }
            batch.entries.removeAll(keepingCapacity: true)
            for place in places {
                let name = fleet.names[place]
                let reservation = table.reserve(
                    name, hash: hasher.hash(name), address: Fleet.address(at: place), deviceClass: .phone, tier: 1,
                    mayCreate: true)
                guard case .queued(let line, _) = reservation else { continue }
                let entry = QueuedRegistration(line: UInt32(line), tier: 1, context: UInt64(place))
                batch.entries.append(Stamped(entry, stamp: 0))
            }
            entered += manager.complete(&batch, in: table, hasher: hasher, at: Self.now, sink: &sink).entered
        }
        (share.batch, share.sink) = (batch, sink)
        share.isEntered = true
        return entered
    }

    private func leave(_ share: Share) {
        for name in fleet.names[share.places] { _ = table.remove(name, hash: hasher.hash(name)) }
        share.isEntered = false
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
            names.append(acknowledgment.lines[0])
        }

        /// Counted by its absence: nothing fails in a table made for all devices.
        mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {}
    }
}
