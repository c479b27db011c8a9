internal import Registration
internal import Signalling
internal import Synchronization

/// Which devices are bound to which address of record: a registrar's location service.
///
/// Addresses of record are known by the name that ``SIPDeviceNaming`` gives their user. A device may be bound to several, one for each line of a
/// phone; it leaves the core with the last. A binding ends at its instant, whether or not it was swept by then. Bounded: eight devices for an
/// address of record, and so many bindings in all. Thread-safe; a part is locked for one look-up, or for the sweep of that part.
final class SIPBindings: Sendable {
    private let addressesOfRecord = DeviceShards<[SIPBinding]>(bitCount: 6)
    /// How many bindings each device has.
    private let bindingCounts = DeviceShards<Int>(bitCount: 6)
    private let capacity: Int
    /// Bindings, ended ones that were not swept yet included. Written by whoever binds and unbinds; never above ``capacity``
    /// but for those that are about to find that there is no room.
    private let total = Atomic<Int>(0)

    /// The most devices that an address of record has.
    static var deviceCountMax: Int { 8 }

    /// Room for so many bindings; nobody is bound.
    init(capacity: Int) { self.capacity = capacity }

    /// How many parts a sweep has.
    var partCount: Int { addressesOfRecord.shardCount }

    /// Bindings, ended ones that were not swept yet included.
    var count: Int { total.load(ordering: .relaxed) }  // relaxed: a figure, no more

    /// How a request of a device stands to its binding.
    enum Standing: Hashable, Sendable {
        /// The device is not bound, or bound elsewhere: it registers.
        case new
        /// It is bound with the same contact: it refreshes.
        case refresh
        /// It is bound by this very request, and for so long: the answer is repeated.
        case repetition(expiresAt: Instant)
        /// The request is older than the one that bound it.
        case outdated
    }

    /// How a request of `device` stands.
    func standing(
        of device: DeviceName, at addressOfRecord: DeviceName, order: SIPRequestOrder, contact: [UInt8], now: Instant
    ) -> Standing {
        addressesOfRecord.withShard(of: addressOfRecord) { shard in
            guard let binding = shard[addressOfRecord]?.first(where: { $0.device == device }),
                binding.expiresAt > now
            else { return .new }
            if order == binding.order { return .repetition(expiresAt: binding.expiresAt) }
            guard order.follows(binding.order) else { return .outdated }
            return binding.contact == contact ? .refresh : .new
        }
    }

    /// Binds a device, in place of what it was bound to at this address of record; `false` when there is no room.
    func bind(_ binding: SIPBinding, to addressOfRecord: DeviceName) -> Bool {
        // Counted before it is there, so that whoever takes it out finds it counted.
        let reserved = reserve(binding.device)
        let isNew: Bool? = addressesOfRecord.withShard(of: addressOfRecord) { shard in
            if let place = shard[addressOfRecord]?.firstIndex(where: { $0.device == binding.device }) {
                shard[addressOfRecord]?[place] = binding
                return false
            }
            guard reserved, (shard[addressOfRecord]?.count ?? 0) < Self.deviceCountMax else { return nil }
            shard[addressOfRecord, default: []].append(binding)
            return true
        }
        if reserved, isNew != true { _ = release([binding.device]) }
        return isNew != nil
    }

    /// Extends the binding of a device; `false` when it is not bound any more.
    func extend(
        _ device: DeviceName, at addressOfRecord: DeviceName, order: SIPRequestOrder, until expiresAt: Instant
    ) -> Bool {
        addressesOfRecord.withShard(of: addressOfRecord) { shard in
            guard let place = shard[addressOfRecord]?.firstIndex(where: { $0.device == device }) else { return false }
            shard[addressOfRecord]?[place].order = order
            shard[addressOfRecord]?[place].expiresAt = expiresAt
            return true
        }
    }

    /// The devices that are bound, in the order in which they were.
    func bindings(at addressOfRecord: DeviceName, now: Instant) -> [SIPBinding] {
        addressesOfRecord.withShard(of: addressOfRecord) { shard in
            shard[addressOfRecord]?.filter { $0.expiresAt > now } ?? []
        }
    }

    /// Whether a device is bound at all.
    func isBound(_ device: DeviceName) -> Bool { bindingCounts.withShard(of: device) { $0[device] != nil } }

    // MARK: Ends

    /// Ends the binding of a device, or with `nil` of all devices, at an address of record; returns which devices are bound nowhere now.
    func unbind(_ device: DeviceName?, from addressOfRecord: DeviceName) -> [DeviceName] {
        let ended = addressesOfRecord.withShard(of: addressOfRecord) { shard in
            Self.takeOut(of: &shard, addressOfRecord) { device == nil || $0.device == device }
        }
        return release(ended)
    }

    /// Takes the ended bindings out of one of the ``partCount`` parts; returns which devices are bound nowhere now.
    func sweep(part: Int, at now: Instant) -> [DeviceName] {
        let ended = addressesOfRecord.withShard(at: part) { shard in
            // Most parts have no ended binding most of the time: they are looked over without a look-up or a copy.
            var expired: [DeviceName] = []
            for (addressOfRecord, bindings) in shard where bindings.contains(where: { $0.expiresAt <= now }) {
                expired.append(addressOfRecord)
            }
            return expired.flatMap { Self.takeOut(of: &shard, $0) { $0.expiresAt <= now } }
        }
        return release(ended)
    }

    /// Takes bindings of one address of record out, and returns whose they were.
    private static func takeOut(
        of shard: inout [DeviceName: [SIPBinding]], _ addressOfRecord: DeviceName, where isEnded: (SIPBinding) -> Bool
    ) -> [DeviceName] {
        guard let bindings = shard[addressOfRecord], bindings.contains(where: isEnded) else { return [] }
        let left = bindings.filter { !isEnded($0) }
        shard[addressOfRecord] = left.isEmpty ? nil : left
        return bindings.filter(isEnded).map(\.device)
    }

    /// Counts one more binding of a device; `false`, and nothing done, when there are as many as may be.
    private func reserve(_ device: DeviceName) -> Bool {
        // Relaxed: the addition alone divides the room.
        guard total.wrappingAdd(1, ordering: .relaxed).newValue <= capacity else {
            total.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        bindingCounts.withShard(of: device) { $0[device, default: 0] += 1 }
        return true
    }

    /// Counts a binding less of each of these devices, and returns those that have none left.
    private func release(_ devices: [DeviceName]) -> [DeviceName] {
        total.wrappingSubtract(devices.count, ordering: .relaxed)
        return devices.filter { device in
            bindingCounts.withShard(of: device) { counts in
                let count = (counts[device] ?? 1) - 1
                counts[device] = count > 0 ? count : nil
                return count <= 0
            }
        }
    }
}
