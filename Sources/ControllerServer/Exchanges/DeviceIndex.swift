internal import NIOConcurrencyHelpers
internal import Registration

/// Which exchange speaks for a device: the connection of a device that speaks SCCP, or the SIP request that waits for its registration.
///
/// A device is known by its name, never by its address: many may stand behind one. A newer exchange of a device takes its place from the
/// older one, which is told to give way; the older one's end then frees nothing. Bounded by the exchanges of all loops. Thread-safe:
/// sixteen maps with a lock each, held for one look-up, and for the freeing of what a device leaves behind.
final class DeviceIndex: Sendable {
    private let shards: [NIOLockedValueBox<[DeviceName: ExchangeID]>]

    /// An index without devices.
    init() { shards = (0..<16).map { _ in NIOLockedValueBox([:]) } }

    private func shard(of device: DeviceName) -> NIOLockedValueBox<[DeviceName: ExchangeID]> {
        // Names of one maker differ in their last digits.
        shards[Int(((device.low ^ device.high) &* 0x9E37_79B9_7F4A_7C15) >> 60)]
    }

    /// Makes `exchange` the one that speaks for `device`; returns another one that did so before.
    func claim(_ device: DeviceName, by exchange: ExchangeID) -> ExchangeID? {
        shard(of: device).withLockedValue { owners in
            let old = owners.updateValue(exchange, forKey: device)
            return old == exchange ? nil : old
        }
    }

    /// Who speaks for `device`.
    func owner(of device: DeviceName) -> ExchangeID? { shard(of: device).withLockedValue { $0[device] } }

    /// Ends that `exchange` speaks for `device`, and calls `free` if it did. Nobody else can claim the device until `free` returns, so
    /// what it frees is not yet the next one's.
    @discardableResult
    func release(_ device: DeviceName, by exchange: ExchangeID, freeing free: () -> Void = {}) -> Bool {
        shard(of: device).withLockedValue { owners in
            guard owners[device] == exchange else { return false }
            free()
            owners[device] = nil
            return true
        }
    }

    /// Devices in the fullest of the maps; for tests.
    var largestShardCount: Int { shards.map { shard in shard.withLockedValue { $0.count } }.max() ?? 0 }

    /// Devices that somebody speaks for.
    var count: Int { shards.reduce(0) { sum, shard in sum + shard.withLockedValue { $0.count } } }
}
