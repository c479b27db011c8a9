import Testing

@testable import Registration

@Suite struct DirectoryNameTests {
    @Test(
        "1 to 15 digits are read and written, leading zeros included",
        arguments: ["0", "7", "0100", "100", "999999999999999", "000000000000000"])
    func valid(text: String) throws {
        let name = try #require(DirectoryName(text))
        #expect(name.description == text)
        #expect(name.digitCount == text.count && name.value == UInt64(text))
    }

    @Test(
        "Anything else is refused", arguments: ["", "1234567890123456", "+1", "-1", " 1", "1 ", "12a", "١", "0x1"])
    func invalid(text: String) {
        #expect(DirectoryName(text) == nil)
    }

    @Test("Leading zeros make another name")
    func zerosCount() { #expect(DirectoryName("0100") != DirectoryName("100")) }

    @Test("A value fits its number of digits or is refused")
    func values() {
        #expect(DirectoryName(value: 99, digitCount: 2)?.description == "99")
        #expect(DirectoryName(value: 5, digitCount: 3)?.description == "005")
        for (value, count) in [(100, 2), (1, 0), (1, 16), (0, -1)] as [(UInt64, Int)] {
            #expect(DirectoryName(value: value, digitCount: count) == nil, "\(value) in \(count)")
        }
    }

    @Test("A block of numbers is an arithmetic range that ends with its length")
    func advanced() throws {
        let name = try #require(DirectoryName("0998"))
        #expect(name.advanced(by: 0) == name)
        #expect(name.advanced(by: 2)?.description == "1000")
        #expect(name.advanced(by: 9_001)?.description == "9999")
        #expect(name.advanced(by: 9_002) == nil)
        #expect(name.advanced(by: .max) == nil)
    }
}
