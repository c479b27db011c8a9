import NIOCore
import Testing

@testable import ControllerServer

@Suite struct ListenAddressTests {
    @Test(
        "An address in numbers and a port are read, and written the same way",
        arguments: [
            ("127.0.0.1:2000", "127.0.0.1", 2_000), ("0.0.0.0:0", "0.0.0.0", 0), ("10.0.0.5:65535", "10.0.0.5", 65_535),
            ("[::1]:5060", "::1", 5_060), ("[::]:0", "::", 0), ("[fe80::1:2]:80", "fe80::1:2", 80),
        ])
    func valid(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host && address.port == port)
        #expect(address.description == text)
        let socketAddress = try address.socketAddress()
        #expect(socketAddress.ipAddress == host && socketAddress.port == port)
        #expect(ListenAddress(socketAddress) == address)
    }

    @Test(
        "Anything else is no address",
        arguments: [
            "", ":", ":2000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:+1",
            "127.0.0.1:65536", "127.0.0.1:000080", "127.0.0.1:1e3", "127.0.0.1: 80", " 127.0.0.1:80", "127.0.0.1:٨٠",
            "127.0.0:80", "127.0.0.256:80", "127.0.0.1.1:80", "localhost:80", "*:80", "::1:80", "::1", "[::1]",
            "[::1]80", "[::1:80", "::1]:80", "[127.0.0.1]:80", "[]:80", "[localhost]:80", "[::g]:80", "[[::1]]:80",
            "off", "127.0.0.1\u{0}:80", "127.0.0.1\u{0}9:80", "[::1\u{0}x:]:80", "/tmp/socket:1",
        ])
    func invalid(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test("A text that is too long is no address, however long it is", arguments: [16, 1_000, 1_000_000])
    func tooLong(count: Int) {
        #expect(ListenAddress(String(repeating: "1", count: count) + ":80") == nil)
        #expect(ListenAddress("127.0.0.1:" + String(repeating: "1", count: count)) == nil)
        #expect(ListenAddress("[" + String(repeating: ":", count: count) + "]:80") == nil)
    }

    @Test("A port of more than sixteen bits, or less than none, is none", arguments: [-1, 65_536, Int.max, Int.min])
    func ports(port: Int) {
        #expect(ListenAddress(host: "127.0.0.1", port: port) == nil)
    }

    @Test("A socket that is bound to no internet address has none")
    func unbound() throws {
        #expect(ListenAddress(nil as SocketAddress?) == nil)
        #expect(ListenAddress(try SocketAddress(unixDomainSocketPath: "/tmp/socket")) == nil)
    }
}
