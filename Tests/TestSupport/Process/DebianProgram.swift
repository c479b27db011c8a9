import Foundation

/// A program of somebody else, from a Debian package. Each call is a process of its own.
public struct DebianProgram: Sendable {
    private let name: String
    private let package: String
    private let folder: String

    /// The program of this name, which is in a package.
    ///
    /// - Parameter folder: where the package puts it.
    public init(_ name: String, package: String, folder: String = "/usr/bin") {
        self.name = name
        self.package = package
        self.folder = folder
    }

    /// Starts a call.
    ///
    /// - Parameter directory: its working directory; `nil` for the tests' own.
    public func start(_ arguments: [String], in directory: String? = nil) throws -> ToolCall {
        let url = URL(fileURLWithPath: "\(folder)/\(name)")
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw Missing(name: name, package: package)
        }
        return try ToolCall(of: name, at: url, arguments, in: directory, errorSink: nil)
    }

    /// The program is not there.
    public struct Missing: Error, CustomStringConvertible {
        let name: String
        let package: String

        /// What to do.
        public var description: String {
            "\(name) is missing: install the Debian package \(package) (apt-get install -y \(package))"
        }
    }
}
