import Devices
import Glibc
import Provisioning
import Testing

@Suite struct NetworkInterfaceTests {
    @Test(
        "Names of interfaces have 1 to 15 harmless characters",
        arguments: ["eth0", "veth-1.20", "a", "abcdefghijklmno"])
    func valid(name: String) { #expect(NetworkInterface(name)?.name == name) }

    @Test(
        "Other texts are none", arguments: ["", "abcdefghijklmnop", "eth0:1", "a b", "a/b", ".", "..", "eth0\n", "é"])
    func invalid(name: String) { #expect(NetworkInterface(name) == nil) }

    @Test("The loopback interface has its address, and one that is not there has an error with its name")
    func address() throws {
        let loopback = try #require(NetworkInterface("lo"))
        #expect(try loopback.address()?.description == "127.0.0.1")
        let missing = try #require(NetworkInterface("nothere0"))
        let error = try #require(throws: SocketError.self) { try missing.hardwareAddress() }
        #expect(error.code == ENODEV && "\(error)".contains("nothere0"))
    }
}
