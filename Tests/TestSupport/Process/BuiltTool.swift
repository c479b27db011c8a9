import Foundation

/// One of the package's tools, as it was built beside the tests. Each call is a process of its own.
public struct BuiltTool: Sendable {
    /// The product's name.
    public let name: String

    /// The tool of this name, which the test target depends on.
    public init(_ name: String) { self.name = name }

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
    public func start(_ arguments: [String], in folder: String? = nil, errorSink: String? = nil) throws -> ToolCall {
        guard FileManager.default.isExecutableFile(atPath: url.path) else { throw Missing(path: url.path) }
        return try ToolCall(of: self, arguments, in: folder, errorSink: errorSink)
    }

    /// The tool was not built.
    public struct Missing: Error, CustomStringConvertible {
        /// Where it was looked for.
        public let path: String

        /// What to do.
        public var description: String { "no tool at \(path): build the product of that name" }
    }
}
