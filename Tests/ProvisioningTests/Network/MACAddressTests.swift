import Provisioning
import Registration
import Testing

@Suite struct MACAddressTests {
    @Test(
        "An address is read as it is written",
        arguments: ["02:00:00:00:00:01", "ff:ff:ff:ff:ff:ff", "0a:1b:2c:3d:4e:5f"])
    func roundTrip(text: String) throws {
        #expect(try "\(#require(MACAddress(text)))" == text)
        #expect(MACAddress(text.uppercased().replacing(":", with: "-")) == MACAddress(text))
    }

    @Test(
        "What is no address is none",
        arguments: [
            "", "02:00:00:00:00", "02:00:00:00:00:0", "02:00:00:00:00:0g", "02-00:00:00:00:01", "020000000001",
            "02:00:00:00:00:01:", "02 00 00 00 00 01",
        ])
    func invalid(text: String) { #expect(MACAddress(text) == nil) }

    @Test("A device is called after its address, and groups have addresses of their own")
    func name() throws {
        let address = try #require(MACAddress("02:00:00:00:00:1F"))
        #expect(address.deviceName == DeviceName("SEP02000000001F"))
        #expect(!address.isGroup)
        #expect(try #require(MACAddress("01:00:5e:00:00:01")).isGroup)
        #expect(MACAddress(MACAddress.numberMax) != nil)
        #expect(MACAddress(MACAddress.numberMax + 1) == nil)
    }
}
