internal import Registration

/// The devices of a round in the order in which they come: the same for every arm.
///
/// Names are those of consecutive MAC addresses, permuted by a seed, so that neither side profits from the order of the
/// names. Immutable; made before the clock starts.
struct DevicePlan: Sendable {
    /// The number of each device, 0 to count - 1, in order of arrival.
    let order: [UInt32]

    /// The order of `count` devices that `seed` gives.
    init(count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
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

/// A seeded source for plans and hash seeds (SplitMix64); no source of secrets.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A generator that repeats itself for equal seeds.
    init(seed: UInt64) { state = seed }

    /// The next word.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// Four words, the seed of a lane's generator of secrets.
    mutating func seed() -> (UInt64, UInt64, UInt64, UInt64) { (next(), next(), next(), next()) }
}
