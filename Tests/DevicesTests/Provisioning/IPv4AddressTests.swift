import Devices
import Registration
import Testing

@Suite struct IPv4AddressTests {
    @Test("Text and number are two forms of one address", arguments: ["0.0.0.0", "10.0.0.7", "255.255.255.255"])
    func roundTrip(text: String) throws {
        #expect(try #require(IPv4Address(text)).description == text)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "1..2.3", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "-1.2.3.4", "1.2.3.x",
            "1.2.3.1234",
            "1111111111.1.1.1",
        ])
    func refused(text: String) { #expect(IPv4Address(text) == nil) }

    @Test("A mask is ones and then zeros", arguments: 0...32)
    func masks(length: Int) {
        let mask = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
        #expect(IPv4Address(mask).isMask)
        guard length > 0, length < 32 else { return }
        #expect(!IPv4Address(~mask).isMask)
        #expect(IPv4Address(mask | 1).isMask == (length == 31))
    }

    @Test("The core takes the address in its own form")
    func internalAddress() throws {
        #expect(try #require(IPv4Address("10.0.0.7")).internalAddress(port: 5).ipv4 == 0x0A00_0007)
    }
}
