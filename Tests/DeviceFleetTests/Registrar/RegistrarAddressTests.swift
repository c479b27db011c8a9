import Testing

@testable import LoadEngine

@Suite struct RegistrarAddressTests {
    @Test(
        "A host and a port are read, and written the same way",
        arguments: [
            ("sip://127.0.0.1:5070", "127.0.0.1", 5_070), ("sip://registrar.example", "registrar.example", 5_060),
            ("sip://a-b.c:1", "a-b.c", 1), ("sip://127.0.0.1:65535", "127.0.0.1", 65_535),
        ])
    func read(text: String, host: String, port: UInt16) throws {
        let address = try #require(RegistrarAddress(text))
        #expect(address.scheme == .sip && address.host == host && address.port == port)
        #expect(RegistrarAddress(address.description) == address)
    }

    @Test(
        "Anything else is no address",
        arguments: [
            "", "sip:", "sip://", "sip://:5060", "sip://host:", "sip://host:0", "sip://host:65536", "sip://host:+1", "sip://a:1:2",
            "sip://a b", "sip://a/b", "sips://host", "SIP://host", "//host", "host:5060", "sip://h\u{0}st", "sip://höst",
        ])
    func refused(text: String) { #expect(RegistrarAddress(text) == nil) }

    @Test("A name that cannot be looked up is told so")
    func unknown() throws {
        let address = try #require(RegistrarAddress("sip://no-such-host.invalid"))
        let error = #expect(throws: RegistrarError.self) { try address.resolved() }
        #expect(error?.description.contains("\"no-such-host.invalid\"") == true)
    }

    @Test("Targets are words or addresses")
    func targets() {
        #expect(LoadRun.Target("core") == .core && LoadRun.Target("null") == .null)
        #expect(LoadRun.Target("sip://127.0.0.1")?.description == "sip://127.0.0.1:5060")
        #expect(LoadRun.Target("kore") == nil)
    }
}
