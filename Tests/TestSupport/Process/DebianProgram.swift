import Foundation

/// A program of somebody else, from a Debian package. Each call is a process of its own.
public struct DebianProgram: Sendable {
    private let name: String
    private let package: String

    /// The program of this name, which is in a package.
    public init(_ name: String, package: String) {
        self.name = name
        self.package = package
    }

    /// Starts a call.
    ///
    /// - Parameter folder: its working directory; `nil` for the tests' own.
    public func start(_ arguments: [String], in folder: String? = nil) throws -> ToolCall {
        try ToolCall(of: name, at: URL(fileURLWithPath: path()), arguments, in: folder, errorSink: nil)
    }

    /// Where it lies: among everybody's programs, or among those of the system's keeper.
    public func path() throws -> String {
        let paths = ["/usr/bin/\(name)", "/usr/sbin/\(name)"]
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Missing(name: name, package: package)
        }
        return path
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
