import Testing

@testable import LiveStorm

@Suite struct ControllerCountsTests {
    @Test("Samples are read by their names; what is no sample is passed over")
    func samples() {
        let counts = ControllerCounts(
            """
            # HELP controller_registered_devices Devices.
            controller_registered_devices 12
            controller_queue_depth{tier="priority"} 1
            controller_queue_depth{tier="token"} 2
            controller_core_registered_total 7
            controller_core_renewed_total 2
            controller_core_queued_token_total 9
            controller_processor_load nan
            nonsense
            """)
        #expect(counts["registered_devices"] == 12 && counts["none"] == 0 && counts["processor_load"] == 0)
        #expect(counts.queueDepth == 3 && counts.completed == 9 && counts.accepted == 9)
    }
}
