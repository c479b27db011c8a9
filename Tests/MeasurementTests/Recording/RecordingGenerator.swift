/// A seeded generator for tests of recorders and histograms, so that a failure can be replayed from its seed.
struct RecordingGenerator: RandomNumberGenerator {
    /// The state, which advances by a constant.
    private var state: UInt64

    /// A generator whose sequence `seed` determines.
    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// A latency in nanoseconds, as likely between 1 and 2 as between 2^35 and 2^36.
    mutating func latency() -> Int64 { Int64(next() >> UInt64.random(in: 28...63, using: &self)) }
}
