import Testing

@testable import DeviceFleet

@Suite struct RegistrarAddressTests {
    @Test(
        "A host and a port are read, and written the same way",
        arguments: [
            ("sip://127.0.0.1:5070", RegistrarAddress.Scheme.sip, "127.0.0.1", 5_070),
            ("sip://registrar.example", .sip, "registrar.example", 5_060),
            ("sip+tcp://a-b.c:1", .sipOverTCP, "a-b.c", 1),
            ("sccp://10.0.0.1", .sccp, "10.0.0.1", 2_000), ("sip://127.0.0.1:65535", .sip, "127.0.0.1", 65_535),
        ])
    func read(text: String, scheme: RegistrarAddress.Scheme, host: String, port: UInt16) throws {
        let address = try #require(RegistrarAddress(text))
        #expect(address.scheme == scheme && address.host == host && address.port == port)
        #expect(RegistrarAddress(address.description) == address)
    }

    @Test(
        "Anything else is no address",
        arguments: [
            "", "sip:", "sip://", "sip://:5060", "sip://host:", "sip://host:0", "sip://host:65536", "sip://host:+1",
            "sip://a:1:2",
            "sip://a b", "sip://a/b", "sips://host", "sccp+tcp://host", "tcp://host", "SIP://host", "//host",
            "host:5060", "sip://h\u{0}st", "sip://höst",
        ])
    func refused(text: String) { #expect(RegistrarAddress(text) == nil) }

    @Test("A name that cannot be looked up is told so")
    func unknown() throws {
        let address = try #require(RegistrarAddress("sip://no-such-host.invalid"))
        let error = #expect(throws: RegistrarError.self) { try address.resolved() }
        #expect(error?.description.contains("\"no-such-host.invalid\"") == true)
    }
}
