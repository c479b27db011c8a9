internal import NIOConcurrencyHelpers
internal import Registration

/// A map by names of devices or users that all loops share: parts with a lock each, by a hash of the name.
///
/// Thread-safe. A lock is held for one look-up or for a walk over one part, never for two parts at once. What a part may hold is its owner's
/// business.
struct DeviceShards<Value: Sendable>: Sendable {
    private let shards: [NIOLockedValueBox<[DeviceName: Value]>]
    private let bitCount: Int

    /// An empty map of 2 to the power of `bitCount` parts, 1 to 16.
    init(bitCount: Int) {
        precondition((1...16).contains(bitCount), "a map has 2 to 65,536 parts")
        self.bitCount = bitCount
        shards = (0..<1 << bitCount).map { _ in NIOLockedValueBox([:]) }
    }

    /// How many parts there are.
    var shardCount: Int { shards.count }

    /// How many names each part has.
    var counts: [Int] { shards.map { shard in shard.withLockedValue { $0.count } } }

    /// Works on the part that has `name`, under its lock.
    func withShard<Outcome>(of name: DeviceName, _ body: (inout [DeviceName: Value]) -> Outcome) -> Outcome {
        // Names of one maker differ in their last digits: the highest bits of the product depend on all.
        let hash = (name.low ^ name.high) &* 0x9E37_79B9_7F4A_7C15
        return withShard(at: Int(hash >> UInt64(64 - bitCount)), body)
    }

    /// Works on the part at an index, under its lock.
    func withShard<Outcome>(at index: Int, _ body: (inout [DeviceName: Value]) -> Outcome) -> Outcome {
        shards[index].withLockedValue(body)
    }
}
