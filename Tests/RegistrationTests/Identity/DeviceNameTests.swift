import Foundation
import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

@Suite struct DeviceNameTests {
    @Test(
        "Names of 1 to 16 printable bytes are read and written",
        arguments: ["a", "SEP0011", "SEP00112233AAFF", "!~!~!~!~!~!~!~!~"])
    func valid(text: String) throws {
        let name = try #require(DeviceName(text))
        #expect(name.description == text)
        #expect(DeviceName(bytes: Array(text.utf8)) == name)
        #expect(DeviceName(bytes: Array(text.utf8) + [0]) == name)
    }

    @Test(
        "Empty, too long, and bytes outside printable ASCII are refused",
        arguments: ["", "12345678901234567", "a b", "a\t", "\u{7F}", "é", "SEP\u{1F}"])
    func invalid(text: String) {
        #expect(DeviceName(text) == nil)
        #expect(DeviceName(bytes: Array(text.utf8)) == nil)
    }

    @Test("A name ends at the first NUL, whatever follows")
    func endsAtNUL() {
        #expect(DeviceName(bytes: Array("ab".utf8) + [0, 0xFF, 0x20]) == DeviceName("ab"))
        #expect(DeviceName(bytes: Array("1234567890123456".utf8) + [0] + Array(repeating: 0xFF, count: 50)) != nil)
        #expect(DeviceName(bytes: [0, 0x41]) == nil)
    }

    @Test("Every byte is accepted or refused as the standard says")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            #expect(
                (DeviceName(bytes: [0x41, byte]) != nil) == (byte == 0 || (0x21...0x7E).contains(byte)), "byte \(byte)")
        }
    }

    @Test("The name of a MAC address is SEP and twelve upper-case digits")
    func macAddress() {
        var random = TestSeed.current.generator()
        let chosen: [UInt64] = [0, 1, 0xFFFF_FFFF_FFFF, 0x0123_4567_89AB, 0xABCD_EF01_2345, 0x9A9A_9A9A_9A9A, .max]
        for address in chosen + (0..<2_000).map({ _ in random.next() }) {
            let text = "SEP" + String(format: "%012lX", Int(address & 0xFFFF_FFFF_FFFF))
            #expect(DeviceName(macAddress: address).description == text, "\(TestSeed.current)")
            #expect(DeviceName(macAddress: address) == DeviceName(text))
        }
    }

    @Test("Names that share a prefix or a hash seed spread over the lines of a table")
    func hashSpreads() {
        let hasher = DeviceHasher(seed: 5)
        let homes = (0..<10_000).map { hasher.hash(DeviceName.numbered($0)).multipliedFullWidth(by: 100).high }
        var counts = [Int](repeating: 0, count: 100)
        for home in homes { counts[Int(home)] += 1 }
        // Six standard deviations of 100.
        #expect(counts.allSatisfy { abs($0 - 100) < 60 })
        #expect(hasher.hash(DeviceName.numbered(1)) == DeviceHasher(seed: 5).hash(DeviceName.numbered(1)))
        #expect(hasher.hash(DeviceName.numbered(1)) != DeviceHasher(seed: 6).hash(DeviceName.numbered(1)))
    }
}
