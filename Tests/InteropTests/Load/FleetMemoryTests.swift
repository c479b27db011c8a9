import Measurement
import Testing

extension InteropTests {
    /// What a device more costs the generator, with its latencies, timers and connection.
    @Suite struct FleetMemoryTests {
        @Test(
            "A device more takes at most 2 KiB over SIP and 8 KiB with a connection over SCCP",
            arguments: [("sip", 4_000, 24_000, 2_048.0), ("sccp", 500, 4_000, 8_192)])
        func device(scheme: String, few: Int, many: Int, bytesMax: Double) throws {
            try #require(DescriptorLimit.raise() >= 8_192, "ulimit -n 8192: a connection for each of 4,000 devices")
            let resident = try [few, many].map { devices in
                let controller = try RunningController()
                let run = try LoadgenRun([
                    "--target", "\(scheme)://\(scheme == "sccp" ? controller.sccp : controller.sip)", "--rate", "max",
                    "--in-flight", "64", "--devices", "\(devices)",
                ])
                try run.expectValid()
                #expect(run.result?.counters["generator.acknowledged"] == UInt64(devices))
                try controller.end()
                return try Double(#require(run.result?.memory?.residentBytes))
            }
            let bytesPerDevice = (resident[1] - resident[0]) / Double(many - few)
            #expect(bytesPerDevice > 64, "Less than its identity takes: \(resident)")
            #expect(bytesPerDevice <= bytesMax, "\(resident)")
        }
    }
}
