import Testing

@testable import Registration

@Suite struct ChaChaKeystreamTests {
    /// Key, nonce and first counter of RFC 8439, section 2.3.2.
    private static func example(counter: UInt32 = 1) -> ChaChaKeystream {
        ChaChaKeystream(
            key: (
                SIMD4(0x0302_0100, 0x0706_0504, 0x0b0a_0908, 0x0f0e_0d0c),
                SIMD4(0x1312_1110, 0x1716_1514, 0x1b1a_1918, 0x1f1e_1d1c)
            ),
            nonce: (0x0900_0000, 0x4a00_0000, 0), counter: counter, roundCount: 20)
    }

    private static func nextBlocks(of keystream: inout ChaChaKeystream) -> ChaChaKeystream.Blocks {
        var blocks = ChaChaKeystream.Blocks(repeating: SIMD4(repeating: 0))
        keystream.nextEightBlocks(into: &blocks)
        return blocks
    }

    private static func block(_ number: Int, of blocks: ChaChaKeystream.Blocks) -> [UInt32] {
        (0..<16).map { blocks[2 * $0 + number / 4][number % 4] }
    }

    @Test("The block function gives the words of RFC 8439, section 2.3.2")
    func blockFunction() {
        var keystream = Self.example()
        let expected: [UInt32] = [
            0xe4e7_f110, 0x1559_3bd1, 0x1fdd_0f50, 0xc471_20a3, 0xc7f4_d1c7, 0x0368_c033, 0x9aaa_2204, 0x4e6c_d4c3,
            0x4664_82d2, 0x09aa_9f07, 0x05d7_c214, 0xa202_8bd9, 0xd19c_12b5, 0xb94e_16de, 0xe883_d0cb, 0x4e3c_50a2,
        ]
        #expect(Self.block(0, of: Self.nextBlocks(of: &keystream)) == expected)
    }

    @Test("Block b is that of counter + b, and the counter goes on by eight")
    func blockOrder() {
        var keystream = Self.example(counter: 1)
        for first in [UInt32(1), 9, 17] {
            let blocks = Self.nextBlocks(of: &keystream)
            for number in 0..<8 {
                var single = Self.example(counter: first + UInt32(number))
                #expect(
                    Self.block(number, of: blocks) == Self.block(0, of: Self.nextBlocks(of: &single)),
                    "\(first) + \(number)")
            }
        }
    }

    @Test("The counter wraps")
    func counterWraps() {
        var keystream = Self.example(counter: .max)
        var fromZero = Self.example(counter: 0)
        #expect(Self.block(1, of: Self.nextBlocks(of: &keystream)) == Self.block(0, of: Self.nextBlocks(of: &fromZero)))
    }

    @Test("Vectors of any width give the same stream")
    func widths() {
        var (wide, narrow) = (Self.example(counter: .max - 3), Self.example(counter: .max - 3))
        for _ in 0..<4 {
            var blocks = ChaChaKeystream.Blocks(repeating: SIMD4(repeating: 0))
            narrow.nextEightBlocksAnywhere(into: &blocks)
            let expected = Self.nextBlocks(of: &wide)
            #expect((0..<32).allSatisfy { blocks[$0] == expected[$0] })
        }
    }

    @Test("Fewer rounds give another stream")
    func roundsMatter() {
        let key: (SIMD4<UInt32>, SIMD4<UInt32>) = (SIMD4(1, 2, 3, 4), SIMD4(5, 6, 7, 8))
        let streams = [8, 12, 20].map { rounds in
            var keystream = ChaChaKeystream(key: key, roundCount: rounds)
            return Self.block(0, of: Self.nextBlocks(of: &keystream))
        }
        #expect(Set(streams).count == 3)
    }
}
