internal import Registration

/// What a controller sees of a device of the fleet; a function of its index.
struct DeviceIdentity {
    let index: Int
    let deviceClass: DeviceClass

    var name: DeviceName { DeviceName(macAddress: 0x0200_0000_0000 | UInt64(index)) }
    var address: InternalAddress { InternalAddress(ipv4: 0x0A00_0000 | UInt32(truncatingIfNeeded: index), port: 2_000) }
}
