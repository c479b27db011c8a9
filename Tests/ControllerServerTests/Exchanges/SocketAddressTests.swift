import NIOCore
import Registration
import Testing

@testable import ControllerServer

@Suite struct SocketAddressTests {
    @Test("An IPv4 address keeps its bytes and its port")
    func ipv4() throws {
        let address = try SocketAddress(ipAddress: "10.1.2.3", port: 5_061)
        #expect(InternalAddress(address) == InternalAddress(ipv4: 0x0A01_0203, port: 5_061))
    }

    @Test("An IPv6 address keeps its bytes and its port")
    func ipv6() throws {
        let address = try SocketAddress(ipAddress: "2001:db8::1:2", port: 2_000)
        #expect(InternalAddress(address) == InternalAddress(ipv6High: 0x2001_0DB8 << 32, low: 0x1_0002, port: 2_000))
    }

    @Test("A path is no address of a device")
    func path() throws {
        #expect(try InternalAddress(SocketAddress(unixDomainSocketPath: "/x")) == nil)
    }
}
