import Foundation
import Measurement
import TestSupport
import Testing

/// One call of `loadgen run`, and the result file that it wrote.
struct LoadgenRun {
    let status: Int32
    let result: RunResult?
    let output: ToolCall.Output

    /// Runs the tool with these options and reads its result file, where it wrote one.
    init(_ options: [String], descriptorCountMax: Int? = nil, meanwhile: (ToolCall) throws -> Void = { _ in }) throws {
        let files = try TemporaryFiles()
        let path = files.path("result.json")
        let call = try BuiltTool("loadgen").start(
            ["run", "--json", path] + options, descriptorCountMax: descriptorCountMax)
        try meanwhile(call)
        output = try call.output()
        status = output.status
        result = (try? Data(contentsOf: URL(fileURLWithPath: path))).flatMap {
            try? JSONDecoder().decode(RunResult.self, from: $0)
        }
    }

    /// Expects a run whose figures count, but for what a busy machine does to a generator.
    func expectValid(location: SourceLocation = #_sourceLocation) throws {
        let result = try #require(result, "\(output.standardError)", sourceLocation: location)
        let reasons = result.verdict.reasons.filter { !$0.contains("sent late") && !$0.contains("achieved rate") }
        #expect(reasons == [], "\(output.standardOutput)", sourceLocation: location)
        #expect(result.validate().isEmpty, sourceLocation: location)
    }
}
