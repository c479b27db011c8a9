import Measurement
import Testing

@testable import Gate

@Suite struct GateSampleTests {
    @Test("A sample reads what it writes")
    func roundTrip() throws {
        let sample = GateSample(values: ["time.cycle": 130.25, "memory.bytesPerDevice": 121])
        #expect(try GateSample(parsing: sample.text) == sample)
    }

    @Test(
        "What is no sample is refused",
        arguments: ["", "{}", "[1]", #"{"schema":"loadgen-sample/2","values":{}}"#, #"{"schema":"loadgen-sample/1"}"#])
    func refused(text: String) {
        #expect(throws: GateError.unreadableSample(text)) { try GateSample(parsing: text) }
    }

    @Test("Every series has a name of its own, and a minimum")
    func series() {
        #expect(Set(GateSeries.all.map(\.name)).count == GateSeries.all.count)
        #expect(GateSeries.all.allSatisfy { $0.minimumChange > 0 })
    }

    @Test("Each error says what to do, and exits as the contract says")
    func errors() {
        let commit = "0123456789ab"
        let codes: [(GateError, ExitCode)] = [
            (.notARepository("/tmp"), .usage), (.unknownReference("nowhere", role: .base), .noBaseline),
            (.unknownReference("nowhere", role: .head), .usage), (.uncommittedChanges(["a", "b", "c", "d"]), .usage),
            (.doesNotBuild(commit, role: .base, output: "error: x"), .noBaseline),
            (.doesNotBuild(commit, role: .head, output: "error: x"), .unexpectedFailure),
            (.cannotSample(commit, role: .base, output: ""), .noBaseline),
            (.cannotSample(commit, role: .head, output: ""), .unexpectedFailure),
            (.unreadableSample("?"), .unexpectedFailure), (.tooSlow(seconds: 1), .unexpectedFailure),
            (.missingProgram("valgrind", package: "valgrind"), .unexpectedFailure), (.noLimits("x"), .noBaseline),
            (.busy("x"), .unexpectedFailure), (.system("x"), .unexpectedFailure), (.interrupted, .interrupted),
        ]
        for (error, code) in codes {
            #expect(error.exitCode == code, "\(error)")
            #expect(!error.description.isEmpty)
        }
    }
}
