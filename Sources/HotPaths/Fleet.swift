internal import Registration
internal import SeededRandom

/// The devices of a path, in the seeded order in which they come.
struct Fleet: Sendable {
    let names: [DeviceName]

    init(_ setting: HotPathSetting) {
        let order = IndexPermutation(count: UInt32(setting.devices), seed: setting.seed)
        names = (0..<UInt32(setting.devices)).map { DeviceName(macAddress: 0x0200_0000_0000 | UInt64(order[$0])) }
    }

    /// Where the device at `place` is.
    @inline(__always)
    static func address(at place: Int) -> InternalAddress {
        InternalAddress(ipv4: 0x0A00_0000 &+ UInt32(truncatingIfNeeded: place), port: 2_000)
    }
}
