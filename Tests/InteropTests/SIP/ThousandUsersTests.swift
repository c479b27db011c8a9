import Testing

extension InteropTests {
    /// Many users, from a table.
    @Suite struct ThousandUsersTests {
        private static let users = (1...1_000).map { ["user\($0)"] }

        @Test("A thousand users register, none is lost and none is there twice", arguments: SIPp.Transport.allCases)
        func register(transport: SIPp.Transport) throws {
            let controller = try RunningController()
            try SIPp(controller, over: transport).pass("register", for: Self.users, callsPerSecond: 1_000)
            let metrics = try controller.metrics()
            #expect(try metrics("sip_registrations_total") == 1_000)
            #expect(try metrics("sip_bindings") == 1_000)
            #expect(try metrics("registered_devices") == 1_000)
            #expect(try metrics("sip_malformed_messages_total") == 0)
            #expect(try metrics("deadlines_passed_total") == 0)
            try controller.wait(for: "rid of SIPp's connections") { try controller.metrics()("connections") == 0 }
            try controller.end()
        }
    }
}
