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

    private static func block(_ lane: Int, of blocks: InlineArray<16, SIMD4<UInt32>>) -> [UInt32] {
        blocks.indices.map { blocks[$0][lane] }
    }

    @Test("The block function gives the words of RFC 8439, section 2.3.2")
    func blockFunction() {
        var keystream = Self.example()
        let expected: [UInt32] = [
            0xe4e7_f110, 0x1559_3bd1, 0x1fdd_0f50, 0xc471_20a3, 0xc7f4_d1c7, 0x0368_c033, 0x9aaa_2204, 0x4e6c_d4c3,
            0x4664_82d2, 0x09aa_9f07, 0x05d7_c214, 0xa202_8bd9, 0xd19c_12b5, 0xb94e_16de, 0xe883_d0cb, 0x4e3c_50a2,
        ]
        #expect(Self.block(0, of: keystream.nextFourBlocks()) == expected)
    }

    @Test("Lane b holds the block of counter + b, and the counter goes on by four")
    func laneOrder() {
        var keystream = Self.example(counter: 1)
        for first in [UInt32(1), 5, 9] {
            let blocks = keystream.nextFourBlocks()
            for lane in 0..<4 {
                var single = Self.example(counter: first + UInt32(lane))
                #expect(
                    Self.block(lane, of: blocks) == Self.block(0, of: single.nextFourBlocks()), "\(first) + \(lane)")
            }
        }
    }

    @Test("The counter wraps")
    func counterWraps() {
        var keystream = Self.example(counter: .max)
        var fromZero = Self.example(counter: 0)
        #expect(Self.block(1, of: keystream.nextFourBlocks()) == Self.block(0, of: fromZero.nextFourBlocks()))
    }

    @Test("Fewer rounds give another stream")
    func roundsMatter() {
        let key: (SIMD4<UInt32>, SIMD4<UInt32>) = (SIMD4(1, 2, 3, 4), SIMD4(5, 6, 7, 8))
        let streams = [8, 12, 20].map { rounds in
            var keystream = ChaChaKeystream(key: key, roundCount: rounds)
            return Self.block(0, of: keystream.nextFourBlocks())
        }
        #expect(Set(streams).count == 3)
    }
}
