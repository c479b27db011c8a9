import Testing

extension InteropTests {
    /// SIPp registers, and what it says of the answers is what the controller counts.
    @Suite struct RegistrationTests {
        @Test("A phone registers over UDP and over TCP", arguments: SIPp.Transport.allCases)
        func register(transport: SIPp.Transport) throws {
            let controller = try RunningController()
            try SIPp(controller, over: transport).pass("register")
            let metrics = try controller.metrics()
            #expect(try metrics("sip_registrations_total") == 1)
            #expect(try metrics("sip_bindings") == 1)
            #expect(try metrics("registered_devices") == 1)
            #expect(try metrics("connections_accepted_total") == (transport == .udp ? 0 : 1))
            try controller.end()
        }

        @Test("A phone that registers again is refreshed, not registered twice")
        func refresh() throws {
            let controller = try RunningController()
            try SIPp(controller).pass("refresh")
            let metrics = try controller.metrics()
            #expect(try metrics("sip_registrations_total") == 1)
            #expect(try metrics("sip_refreshes_total") == 1)
            #expect(try metrics("registered_devices") == 1)
            try controller.end()
        }

        @Test("A phone that leaves is registered no longer")
        func unregister() throws {
            let controller = try RunningController()
            try SIPp(controller).pass("unregister")
            let metrics = try controller.metrics()
            #expect(try metrics("sip_unregistrations_total") == 1)
            #expect(try metrics("sip_bindings") == 0)
            #expect(try metrics("registered_devices") == 0)
            #expect(try metrics("core_registered_total") == 1)
            try controller.end()
        }

        @Test("A phone that asks for too little time is told how much it may have")
        func tooBrief() throws {
            let controller = try RunningController()
            try SIPp(controller).pass("too-brief")
            let metrics = try controller.metrics()
            #expect(try metrics("sip_refusals_total") == 1)
            #expect(try metrics("core_registration_requests_total") == 0)
            try controller.end()
        }

        @Test("A Cisco phone's keep-alive is answered and ends nothing")
        func keepAlive() throws {
            let controller = try RunningController()
            try SIPp(controller).pass("keep-alive", for: [["alice", "0123456789AB"]])
            let metrics = try controller.metrics()
            #expect(try metrics("sip_keep_alives_total") == 1)
            #expect(try metrics("sip_unregistrations_total") == 0)
            #expect(try metrics("registered_devices") == 1)
            try controller.end()
        }

        @Test("Who calls a registered phone is told where it is", arguments: [SIPp.Transport.udp, .tcp])
        func redirect(transport: SIPp.Transport) throws {
            let controller = try RunningController()
            try SIPp(controller, over: transport).pass("redirect")
            let metrics = try controller.metrics()
            #expect(try metrics("sip_redirections_total") == 1)
            // REGISTER, INVITE and ACK, each understood.
            #expect(try metrics("sip_requests_total") == 3)
            #expect(try metrics("sip_malformed_messages_total") == 0)
            try controller.end()
        }
    }
}
