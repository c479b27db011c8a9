internal import CPlatform

/// The ChaCha keystream (Bernstein, 2008; block layout of RFC 8439 with its 32-bit counter), four blocks at a time.
///
/// Four blocks run side by side in the lanes of 128-bit vectors, which every x86-64 and AArch64 processor has.
struct ChaChaKeystream: Sendable {
    /// Bytes 16 to 63 of the state: key, counter, nonce.
    private var key: (SIMD4<UInt32>, SIMD4<UInt32>)
    private let nonce: (UInt32, UInt32, UInt32)
    private var counter: UInt32
    private let doubleRoundCount: Int

    /// A keystream from a key of eight words; `roundCount` is 8, 12 or 20.
    init(
        key: (SIMD4<UInt32>, SIMD4<UInt32>), nonce: (UInt32, UInt32, UInt32) = (0, 0, 0), counter: UInt32 = 0,
        roundCount: Int
    ) {
        precondition(roundCount > 0 && roundCount % 2 == 0, "rounds come in pairs")
        self.key = key
        self.nonce = nonce
        self.counter = counter
        doubleRoundCount = roundCount / 2
    }

    private typealias Lanes = SIMD4<UInt32>

    @inline(__always)
    private static func quarterRound(_ a: inout Lanes, _ b: inout Lanes, _ c: inout Lanes, _ d: inout Lanes) {
        a &+= b
        d = platform_rotate_left(d ^ a, 16)
        c &+= d
        b = platform_rotate_left(b ^ c, 12)
        a &+= b
        d = platform_rotate_left(d ^ a, 8)
        c &+= d
        b = platform_rotate_left(b ^ c, 7)
    }

    /// The next four blocks: word `i` of block `b` is element `b` of vector `i`. Advances the counter by four, wrapping.
    mutating func nextFourBlocks() -> InlineArray<16, SIMD4<UInt32>> {
        func all(_ word: UInt32) -> Lanes { Lanes(repeating: word) }
        let first = (all(0x6170_7865), all(0x3320_646e), all(0x7962_2d32), all(0x6b20_6574))
        let second = (all(key.0[0]), all(key.0[1]), all(key.0[2]), all(key.0[3]))
        let third = (all(key.1[0]), all(key.1[1]), all(key.1[2]), all(key.1[3]))
        let fourth = (all(counter) &+ Lanes(0, 1, 2, 3), all(nonce.0), all(nonce.1), all(nonce.2))
        var (a0, a1, a2, a3) = first
        var (b0, b1, b2, b3) = second
        var (c0, c1, c2, c3) = third
        var (d0, d1, d2, d3) = fourth
        for _ in 0..<doubleRoundCount {
            Self.quarterRound(&a0, &b0, &c0, &d0)
            Self.quarterRound(&a1, &b1, &c1, &d1)
            Self.quarterRound(&a2, &b2, &c2, &d2)
            Self.quarterRound(&a3, &b3, &c3, &d3)
            Self.quarterRound(&a0, &b1, &c2, &d3)
            Self.quarterRound(&a1, &b2, &c3, &d0)
            Self.quarterRound(&a2, &b3, &c0, &d1)
            Self.quarterRound(&a3, &b0, &c1, &d2)
        }
        counter &+= 4
        return [
            a0 &+ first.0, a1 &+ first.1, a2 &+ first.2, a3 &+ first.3,
            b0 &+ second.0, b1 &+ second.1, b2 &+ second.2, b3 &+ second.3,
            c0 &+ third.0, c1 &+ third.1, c2 &+ third.2, c3 &+ third.3,
            d0 &+ fourth.0, d1 &+ fourth.1, d2 &+ fourth.2, d3 &+ fourth.3,
        ]
    }
}
