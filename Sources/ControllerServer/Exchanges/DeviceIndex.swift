internal import Registration

/// Which exchange speaks for a device: the connection of a device that speaks SCCP, or the SIP request that waits for its registration.
///
/// A device is known by its name, never by its address: many may stand behind one. A newer exchange of a device takes its place from the
/// older one, which is told to give way; the older one's end then frees nothing. Bounded by the exchanges of all loops. Thread-safe; a
/// part is locked for one look-up, and for the freeing of what a device leaves behind.
final class DeviceIndex: Sendable {
    private let owners = DeviceShards<ExchangeID>(bitCount: 4)

    /// An index without devices.
    init() {}

    /// Makes `exchange` the one that speaks for `device`; returns another one that did so before.
    func claim(_ device: DeviceName, by exchange: ExchangeID) -> ExchangeID? {
        owners.withShard(of: device) { owners in
            let old = owners.updateValue(exchange, forKey: device)
            return old == exchange ? nil : old
        }
    }

    /// Who speaks for `device`.
    func owner(of device: DeviceName) -> ExchangeID? { owners.withShard(of: device) { $0[device] } }

    /// Ends that `exchange` speaks for `device`, and calls `free` if it did. Nobody else can claim the device until `free` returns, so
    /// what it frees is not yet the next one's.
    @discardableResult
    func release(_ device: DeviceName, by exchange: ExchangeID, freeing free: () -> Void = {}) -> Bool {
        owners.withShard(of: device) { owners in
            guard owners[device] == exchange else { return false }
            free()
            owners[device] = nil
            return true
        }
    }

    /// Devices that somebody speaks for.
    var count: Int { owners.counts.reduce(0, +) }
}
