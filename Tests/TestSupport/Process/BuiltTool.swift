import Foundation

/// One of the package's tools, as it was built beside the tests. Each call is a process of its own.
public struct BuiltTool: Sendable {
    /// The product's name.
    public let name: String

    /// The tool of this name, which the test target depends on.
    public init(_ name: String) { self.name = name }

    /// Where it lies, as a path.
    public var path: String { url.path }

    /// Where it lies.
    var url: URL {
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return products.appendingPathComponent(name)
    }

    /// Starts a call.
    ///
    /// - Parameters:
    ///   - folder: its working directory; `nil` for the tests' own.
    ///   - errorSink: a file that takes what it says for the person, which is not kept then.
    ///   - descriptorCountMax: what the system lets it have; `nil` for as many as this process.
    public func start(
        _ arguments: [String], in folder: String? = nil, errorSink: String? = nil, descriptorCountMax: Int? = nil
    ) throws -> ToolCall {
        guard FileManager.default.isExecutableFile(atPath: url.path) else { throw Missing(path: url.path) }
        guard let descriptorCountMax else {
            return try ToolCall(of: name, at: url, arguments, in: folder, errorSink: errorSink)
        }
        // The shell gives its place, and with it its id, to the tool.
        let limited = ["-c", "ulimit -n \(descriptorCountMax) && exec \"$0\" \"$@\"", url.path] + arguments
        return try ToolCall(
            of: name, at: URL(fileURLWithPath: "/bin/sh"), limited, in: folder, errorSink: errorSink)
    }

    /// The tool was not built.
    public struct Missing: Error, CustomStringConvertible {
        /// Where it was looked for.
        public let path: String

        /// What to do.
        public var description: String { "no tool at \(path): build the product of that name" }
    }
}
