import Testing

extension InteropTests {
    /// Tokens over SIP: granted, and denied while registrations queue.
    @Suite struct AdmissionTests {
        private static let phone = [["alice", "0123456789AB"]]

        @Test("A Cisco phone is granted a token and registers with it", arguments: [SIPp.Transport.udp, .tcp])
        func granted(transport: SIPp.Transport) throws {
            let controller = try RunningController()
            try SIPp(controller, over: transport).pass("token-granted", for: Self.phone)
            let metrics = try controller.metrics()
            #expect(try metrics("sip_tokens_granted_total") == 1)
            #expect(try metrics("core_tokens_redeemed_total") == 1)
            #expect(try metrics("registered_devices") == 1)
            try controller.end()
        }

        @Test(
            "While registrations queue, a Cisco phone is told when to ask again, and one without a token when to register"
        )
        func denied() throws {
            let (controller, waiting) = try BusyController.start()
            let before = try controller.metrics()
            try SIPp(controller).pass("token-denied", for: Self.phone)
            try SIPp(controller, over: .tcp).pass("register-denied", for: [["bob"]])
            let metrics = try controller.metrics()
            #expect(try metrics("sip_tokens_denied_total") == 1)
            #expect(try metrics("sip_registrations_denied_total") == 1)
            #expect(try metrics("registered_devices") == before("registered_devices"))
            #expect(try metrics("sip_bindings") == 0)
            try waiting.ping()
            try controller.end()
        }

        @Test("A scenario that expects something else fails: SIPp does notice")
        func unexpected() throws {
            let controller = try RunningController()
            let outcome = try SIPp(controller).play("register-denied", for: Self.phone)
            #expect(outcome.status == 1)
            #expect(outcome.successfulCallCount == 0 && outcome.failedCallCount == 1)
            try controller.end()
        }
    }
}
