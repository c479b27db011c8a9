import Testing

extension InteropTests {
    /// SIPp proves who it is, with MD5: it looks at the first challenge alone and knows nothing newer.
    @Suite struct DigestTests {
        private static let configuration = """
            sip:
              digest:
                realm: phones.example
                hashes: md5
                users: {alice: wonderland}
            """

        private static func fields(password: String) -> [[String]] {
            [["alice", "[authentication username=alice password=\(password)]"]]
        }

        @Test(
            "A phone that knows its password is challenged once and registers", arguments: [SIPp.Transport.udp, .tcp])
        func right(transport: SIPp.Transport) throws {
            let controller = try RunningController(Self.configuration)
            try SIPp(controller, over: transport).pass("digest-right", for: Self.fields(password: "wonderland"))
            let metrics = try controller.metrics()
            #expect(try metrics("sip_challenges_total") == 1)
            #expect(try metrics("sip_wrong_credentials_total") == 0)
            #expect(try metrics("registered_devices") == 1)
            try controller.end()
        }

        @Test("A phone with a wrong password is challenged again and not registered")
        func wrong() throws {
            let controller = try RunningController(Self.configuration)
            try SIPp(controller).pass("digest-wrong", for: Self.fields(password: "looking-glass"))
            let metrics = try controller.metrics()
            #expect(try metrics("sip_challenges_total") == 2)
            #expect(try metrics("sip_wrong_credentials_total") == 1)
            #expect(try metrics("core_registration_requests_total") == 0)
            #expect(try metrics("registered_devices") == 0)
            try controller.end()
        }
    }
}
