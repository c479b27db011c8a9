internal import Registration

/// Who the plan's devices are: the device of an index, the same in every run.
enum DeviceIdentity {
    /// "SEP" and a locally administered MAC address that counts up with the index.
    @inline(__always)
    static func name(of device: UInt32) -> DeviceName {
        DeviceName(macAddress: 0x0200_0000_0000 | UInt64(device))
    }

    /// An address in 10.0.0.0/8 and above that counts up with the index. No packet is ever sent to it.
    @inline(__always)
    static func address(of device: UInt32) -> InternalAddress {
        InternalAddress(ipv4: 0x0A00_0000 &+ device, port: 2_000)
    }
}
