import TestSupport
import Testing

/// `sampler`, as the gate calls it.
@Suite struct SamplerTests {
    private static let built = BuiltTool("sampler")

    private func output(_ series: String...) throws -> ToolCall.Output {
        try Self.built.start(series).output(within: 120)
    }

    @Test("A sample is one line with every series of the gate")
    func everySeries() throws {
        let output = try output()
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.split(separator: "\n").count == 1)
        for series in ["throughput.cycles", "latency.token.p50", "memory.bytesPerDevice", "time.cycle"] {
            #expect(output.standardOutput.contains("\"\(series)\":"))
        }
    }

    @Test("A sample of some series has no others")
    func someSeries() throws {
        let output = try output("time.cycle", "time.ring.pair")
        #expect(output.status == 0, "\(output.standardError)")
        #expect(
            output.standardOutput.contains("\"time.cycle\":") && output.standardOutput.contains("\"time.ring.pair\":"))
        #expect(!output.standardOutput.contains("throughput"))
    }

    @Test("A series that there is not exits 64, and is told from those there are")
    func unknownSeries() throws {
        let output = try output("no.such.series")
        #expect(output.status == 64)
        #expect(output.standardError.contains("no.such.series") && output.standardError.contains("time.cycle"))
        #expect(output.standardOutput.isEmpty)
    }
}
