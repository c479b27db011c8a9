/// Where token secrets come from: a ChaCha12 keystream, one per lane, seeded once.
///
/// A system call per token would cost more than the whole cycle may (0.37 us); the keystream costs a few nanoseconds. Each
/// refill of the 512-byte buffer gives thirty secrets and the key of the next refill ("fast key erasure"), so a later look
/// at memory does not reveal earlier tokens. Twelve rounds is what other general-purpose generators of this kind use; the
/// best published attacks reach seven.
///
/// Not thread-safe: a lane owns its generator. The seed must come from the system's source in a server; a test or a
/// simulation passes one of its own to replay a storm.
public struct TokenGenerator: Sendable {
    private var key: (SIMD4<UInt32>, SIMD4<UInt32>)
    private var buffer = ChaChaKeystream.Blocks(repeating: SIMD4(repeating: 0))
    private var used = Self.secretCount

    /// Secrets per refill; the last two vectors are the next key.
    private static var secretCount: Int { 30 }

    /// A generator from 256 bits of seed.
    public init(seed: (UInt64, UInt64, UInt64, UInt64)) {
        func words(_ a: UInt64, _ b: UInt64) -> SIMD4<UInt32> {
            SIMD4(
                UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: a >> 32), UInt32(truncatingIfNeeded: b),
                UInt32(truncatingIfNeeded: b >> 32))
        }
        key = (words(seed.0, seed.1), words(seed.2, seed.3))
    }

    /// A generator whose seed is drawn from `source`: the system's generator in a server.
    public init(from source: inout some RandomNumberGenerator) {
        self.init(seed: (source.next(), source.next(), source.next(), source.next()))
    }

    /// The next 128 bits.
    @inline(__always)
    mutating func next() -> (high: UInt64, low: UInt64) {
        if used == Self.secretCount { refill() }
        let words = buffer.span[used]  // of the span: the array itself would be copied first
        used += 1
        return (UInt64(words[0]) << 32 | UInt64(words[1]), UInt64(words[2]) << 32 | UInt64(words[3]))
    }

    @inline(never)
    private mutating func refill() {
        // Each key serves one call, so counter and nonce may start from zero.
        var keystream = ChaChaKeystream(key: key, roundCount: 12)
        keystream.nextEightBlocks(into: &buffer)
        key = (buffer[30], buffer[31])
        used = 0
    }
}
