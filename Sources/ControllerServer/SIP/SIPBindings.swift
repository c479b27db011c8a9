internal import NIOConcurrencyHelpers
internal import Registration
internal import Signalling

/// Which devices are bound to which address of record: a registrar's location service.
///
/// Addresses of record are known by the name that ``SIPDeviceNaming`` gives their user. A binding ends at its instant, whether or not it was
/// swept by then. Bounded: eight devices for an address of record, and in all as many as the core registers, since only what the core has
/// registered is bound. Thread-safe: 64 maps with a lock each, held for one look-up, or for the sweep of one map.
final class SIPBindings: Sendable {
    private typealias Shard = [DeviceName: [SIPBinding]]

    private let shards: [NIOLockedValueBox<Shard>]

    /// The most devices that an address of record has.
    static var deviceCountMax: Int { 8 }
    /// How many parts a sweep has.
    static var shardCount: Int { 64 }

    /// Nobody is bound.
    init() { shards = (0..<Self.shardCount).map { _ in NIOLockedValueBox([:]) } }

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
        shard(of: addressOfRecord).withLockedValue { shard in
            guard let binding = shard[addressOfRecord]?.first(where: { $0.device == device }),
                binding.expiresAt > now
            else { return .new }
            if order == binding.order { return .repetition(expiresAt: binding.expiresAt) }
            guard order.follows(binding.order) else { return .outdated }
            return binding.contact == contact ? .refresh : .new
        }
    }

    /// Binds a device, in place of what it was bound to; `false` when its address of record has as many devices as there may be.
    func bind(_ binding: SIPBinding, to addressOfRecord: DeviceName) -> Bool {
        shard(of: addressOfRecord).withLockedValue { shard in
            if let place = shard[addressOfRecord]?.firstIndex(where: { $0.device == binding.device }) {
                shard[addressOfRecord]?[place] = binding
                return true
            }
            guard (shard[addressOfRecord]?.count ?? 0) < Self.deviceCountMax else { return false }
            shard[addressOfRecord, default: []].append(binding)
            return true
        }
    }

    /// Extends the binding of a device; `false` when it is not bound any more.
    func extend(
        _ device: DeviceName, at addressOfRecord: DeviceName, order: SIPRequestOrder, until expiresAt: Instant
    ) -> Bool {
        shard(of: addressOfRecord).withLockedValue { shard in
            guard let place = shard[addressOfRecord]?.firstIndex(where: { $0.device == device }) else { return false }
            shard[addressOfRecord]?[place].order = order
            shard[addressOfRecord]?[place].expiresAt = expiresAt
            return true
        }
    }

    /// Ends the binding of a device, or with `nil` of all devices, and returns whose ended.
    func unbind(_ device: DeviceName?, from addressOfRecord: DeviceName) -> [DeviceName] {
        shard(of: addressOfRecord).withLockedValue { shard in
            guard let bindings = shard[addressOfRecord] else { return [] }
            let left = bindings.filter { device != nil && $0.device != device }
            shard[addressOfRecord] = left.isEmpty ? nil : left
            return bindings.map(\.device).filter { device == nil || $0 == device }
        }
    }

    /// Where the device can be reached that was bound last; `nil` when none is.
    func contact(at addressOfRecord: DeviceName, now: Instant) -> [UInt8]? {
        shard(of: addressOfRecord).withLockedValue { shard in
            shard[addressOfRecord]?.last { $0.expiresAt > now }?.contact
        }
    }

    /// Takes the ended bindings out of one of the ``shardCount`` parts, and returns whose they were.
    func sweep(part: Int, at now: Instant) -> [DeviceName] {
        shards[part % Self.shardCount].withLockedValue { shard in
            var ended: [DeviceName] = []
            for (addressOfRecord, bindings) in shard where bindings.contains(where: { $0.expiresAt <= now }) {
                ended += bindings.filter { $0.expiresAt <= now }.map(\.device)
                let left = bindings.filter { $0.expiresAt > now }
                shard[addressOfRecord] = left.isEmpty ? nil : left
            }
            return ended
        }
    }

    /// Bindings, ended ones that were not swept yet included.
    var count: Int {
        shards.reduce(0) { sum, shard in sum + shard.withLockedValue { $0.values.reduce(0) { $0 + $1.count } } }
    }

    private func shard(of addressOfRecord: DeviceName) -> NIOLockedValueBox<Shard> {
        shards[Int(((addressOfRecord.low ^ addressOfRecord.high) &* 0x9E37_79B9_7F4A_7C15) >> 58)]
    }
}
