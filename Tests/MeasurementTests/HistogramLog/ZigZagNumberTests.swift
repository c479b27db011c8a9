import Testing

@testable import Measurement

@Suite("ZigZagNumber")
struct ZigZagNumberTests {
    @Test(
        "Known numbers have their known bytes",
        arguments: [
            (0, [0]), (-1, [1]), (1, [2]), (63, [0x7E]), (-64, [0x7F]), (64, [0x80, 0x01]), (-65, [0x81, 0x01]),
            (.max, [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            (.min, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ] as [(Int64, [UInt8])])
    func known(value: Int64, bytes: [UInt8]) {
        var encoded: [UInt8] = []
        ZigZagNumber.append(value, to: &encoded)
        #expect(encoded == bytes)
        var rest = encoded[...]
        #expect(ZigZagNumber.removeFirst(from: &rest) == value)
        #expect(rest.isEmpty)
    }

    @Test("Every magnitude of either sign survives, and none is read from a cut form")
    func survives() {
        for bits in 0..<63 as Range<Int64> {
            for value in [1 << bits, (1 << bits) - 1, -(1 << bits), 1 - (1 << bits)] as [Int64] {
                var encoded: [UInt8] = []
                ZigZagNumber.append(value, to: &encoded)
                #expect(encoded.count <= ZigZagNumber.byteCountMax)
                var cut = encoded.dropLast()
                #expect(ZigZagNumber.removeFirst(from: &cut) == nil)
                var rest = (encoded + [0x55])[...]
                #expect(ZigZagNumber.removeFirst(from: &rest) == value)
                #expect(rest == [0x55])
            }
        }
    }
}
