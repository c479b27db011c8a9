internal import Registration
internal import SeededRandom

/// The devices of a round in the order in which they come: the same for every arm.
///
/// Names are those of consecutive MAC addresses, permuted by a seed, so that neither side profits from the order of the
/// names. Immutable; made before the clock starts.
struct DevicePlan: Sendable {
    /// The number of each device, 0 to count - 1, in order of arrival.
    let order: [UInt32]

    /// The order of `count` devices that `seed` gives.
    init(count: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        order = (0..<UInt32(count)).shuffled(using: &generator)
    }

    /// The part of `worker` among `workerCount`.
    func share(of worker: Int, among workerCount: Int) -> Range<Int> {
        order.count * worker / workerCount..<order.count * (worker + 1) / workerCount
    }

    /// The name of device `number`.
    @inline(__always)
    static func name(of number: UInt32) -> DeviceName { DeviceName(macAddress: 0x0200_0000_0000 | UInt64(number)) }

    /// Where device `number` is.
    @inline(__always)
    static func address(of number: UInt32) -> InternalAddress {
        InternalAddress(ipv4: 0x0A00_0000 | number & 0xFF_FFFF, port: 5_060)
    }
}

extension SplitMix64 {
    /// Four words, the seed of a lane's generator of secrets.
    mutating func seed() -> (UInt64, UInt64, UInt64, UInt64) { (next(), next(), next(), next()) }
}
