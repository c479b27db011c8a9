import TestSupport

/// Calls of the built `loadgen`.
enum Tool {
    private static let built = BuiltTool("loadgen")

    /// Runs the tool to its end; a call that lasts longer than `seconds` is ended and fails the test.
    static func run(
        _ arguments: [String], in folder: String? = nil, seconds: Double = 600, interruptAfter: Double? = nil
    ) throws -> ToolCall.Output {
        try built.start(arguments, in: folder).output(within: seconds, interruptAfter: interruptAfter)
    }
}
