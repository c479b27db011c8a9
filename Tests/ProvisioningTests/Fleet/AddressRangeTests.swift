import Devices
import Provisioning
import Testing

@Suite struct AddressRangeTests {
    @Test("A range is read as it is written, and counts both ends")
    func reading() throws {
        let range = try #require(AddressRange("10.0.0.10-10.0.1.9"))
        #expect("\(range)" == "10.0.0.10-10.0.1.9" && range.count == 256)
        #expect(range.contains(range.first) && range.contains(range.last))
        #expect(!range.contains(IPv4Address(range.last.number + 1)))
        #expect(try #require(AddressRange("0.0.0.0-255.255.255.255")).count == 1 << 32)
    }

    @Test(
        "What is no range is none",
        arguments: ["", "10.0.0.1", "10.0.0.2-10.0.0.1", "10.0.0.1-", "10.0.0.1-10.0.0.2-10.0.0.3", "a-b"])
    func invalid(text: String) { #expect(AddressRange(text) == nil) }
}
