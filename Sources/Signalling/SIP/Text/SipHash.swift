/// SipHash-2-4 with 128 bits of result (Aumasson and Bernstein, 2012): a keyed hash that nobody can aim without the key.
///
/// It makes device names of long identities and seals nonces. A few dozen nanoseconds for such inputs; allocates nothing.
struct SipHash: Sendable {
    /// A key of 128 bits.
    struct Key: Hashable, Sendable, BitwiseCopyable {
        var low: UInt64
        var high: UInt64
    }

    /// 128 bits of result.
    struct Value: Hashable, Sendable, BitwiseCopyable {
        var low: UInt64
        var high: UInt64
    }

    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// Bytes that do not fill a word yet, the first in the lowest place.
    private var tail: UInt64 = 0
    private var byteCount: UInt64 = 0

    /// A hash of nothing yet.
    init(key: Key) {
        v0 = key.low ^ 0x736F_6D65_7073_6575
        v1 = key.high ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        v2 = key.low ^ 0x6C79_6765_6E65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    /// Takes in one byte.
    @inline(__always)
    mutating func combine(_ byte: UInt8) {
        tail |= UInt64(byte) &<< (byteCount & 7 &* 8)
        byteCount &+= 1
        if byteCount & 7 == 0 {
            compress(tail)
            tail = 0
        }
    }

    /// Takes in the eight bytes of a word, the lowest first.
    mutating func combine(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { combine(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    /// Takes in part of a message.
    mutating func combine(_ slice: SIPSlice, of bytes: Span<UInt8>) {
        for place in slice.bounds { combine(bytes[place]) }
    }

    /// The result.
    consuming func finish() -> Value {
        compress(tail | byteCount &<< 56)
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return Value(low: low, high: v0 ^ v1 ^ v2 ^ v3)
    }

    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v2 = v2 &+ v3
        v1 = Self.rotated(v1, 13) ^ v0
        v3 = Self.rotated(v3, 16) ^ v2
        v0 = Self.rotated(v0, 32)
        v2 = v2 &+ v1
        v0 = v0 &+ v3
        v1 = Self.rotated(v1, 17) ^ v2
        v3 = Self.rotated(v3, 21) ^ v0
        v2 = Self.rotated(v2, 32)
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word &<< count | word &>> (64 &- count) }
}
