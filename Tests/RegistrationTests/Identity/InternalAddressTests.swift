import Testing

@testable import Registration

@Suite struct InternalAddressTests {
    @Test("An IPv4 address is kept mapped into IPv6 and read back")
    func ipv4() {
        let address = InternalAddress(ipv4: 0xC0A8_0001, port: 5_060)
        #expect(address.high == 0 && address.low == 0x0000_FFFF_C0A8_0001 && address.port == 5_060)
        #expect(address.ipv4 == 0xC0A8_0001)
        #expect(InternalAddress(ipv4: 0, port: 0).ipv4 == 0)
    }

    @Test("An IPv6 address is no IPv4 address unless it maps one")
    func ipv6() {
        #expect(InternalAddress(ipv6High: 0x2001_0DB8 << 32, low: 1, port: 1).ipv4 == nil)
        #expect(InternalAddress(ipv6High: 0, low: 1, port: 1).ipv4 == nil)
        #expect(InternalAddress(ipv6High: 1, low: 0xFFFF_0000_0001, port: 1).ipv4 == nil)
        #expect(InternalAddress(ipv6High: 0, low: 0xFFFF_0102_0304, port: 1).ipv4 == 0x0102_0304)
    }

    @Test("A MAC address becomes its link-local address")
    func macAddress() {
        // The example of RFC 4291, appendix A: 34-56-78-9A-BC-DE becomes 36-56-78-FF-FE-9A-BC-DE.
        let address = InternalAddress(macAddress: 0x3456_789A_BCDE)
        #expect(address.high == 0xFE80_0000_0000_0000 && address.low == 0x3656_78FF_FE9A_BCDE && address.port == 0)
        #expect(InternalAddress(macAddress: 0xFFFF_3456_789A_BCDE) == address, "only 48 bits count")
    }

    @Test("Addresses differ by port")
    func port() { #expect(InternalAddress(ipv4: 1, port: 1) != InternalAddress(ipv4: 1, port: 2)) }
}
