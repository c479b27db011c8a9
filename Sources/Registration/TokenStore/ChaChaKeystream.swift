internal import CPlatform

/// The ChaCha keystream (Bernstein, 2008; block layout of RFC 8439 with its 32-bit counter), eight blocks at a time.
///
/// Eight blocks run side by side in the lanes of vectors, on x86-64 of 256 bits where the processor has them: then a block takes
/// a third of the time that 128 bits take. The stream is the same everywhere.
struct ChaChaKeystream: Sendable {
    /// Eight blocks: word `i` of block `b` is element `b % 4` of vector `2 * i + b / 4`.
    typealias Blocks = InlineArray<32, SIMD4<UInt32>>

    /// The block function's input: constants, key, counter, nonce.
    private var state: InlineArray<16, UInt32>
    private let doubleRoundCount: UInt32

    /// A keystream from a key of eight words; `roundCount` is 8, 12 or 20.
    init(
        key: (SIMD4<UInt32>, SIMD4<UInt32>), nonce: (UInt32, UInt32, UInt32) = (0, 0, 0), counter: UInt32 = 0,
        roundCount: Int
    ) {
        precondition(roundCount > 0 && roundCount % 2 == 0, "rounds come in pairs")
        state = [
            0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574, key.0[0], key.0[1], key.0[2], key.0[3],
            key.1[0], key.1[1], key.1[2], key.1[3], counter, nonce.0, nonce.1, nonce.2,
        ]
        doubleRoundCount = UInt32(roundCount / 2)
    }

    /// Writes the next eight blocks. Advances the counter by eight, wrapping.
    mutating func nextEightBlocks(into blocks: inout Blocks) {
        unsafe write(into: &blocks, platform_chacha_eight_blocks)
    }

    /// The same with instructions that every processor of the architecture has; for tests.
    mutating func nextEightBlocksAnywhere(into blocks: inout Blocks) {
        unsafe write(into: &blocks, platform_chacha_eight_blocks_anywhere)
    }

    @inline(__always)
    private mutating func write(
        into blocks: inout Blocks,
        _ function: (UnsafePointer<UInt32>, UInt32, UnsafeMutablePointer<SIMD4<UInt32>>) -> Void
    ) {
        var target = blocks.mutableSpan
        // Sound: the function reads sixteen words and writes thirty-two vectors, which is what there is.
        unsafe state.span.withUnsafeBufferPointer { words in
            unsafe target.withUnsafeMutableBufferPointer { vectors in
                guard let words = words.baseAddress, let vectors = vectors.baseAddress else { return }
                unsafe function(words, doubleRoundCount, vectors)
            }
        }
        state[12] &+= 8
    }
}
