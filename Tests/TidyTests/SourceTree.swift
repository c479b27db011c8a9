import Foundation

/// A file of our own, by its path from the package's root and its text.
struct SourceFile: Sendable {
    /// Components from the root, the last one being the file's name.
    let path: [String]
    /// What it holds, by line.
    let lines: [String]

    init(_ path: String, text: String) {
        self.path = path.split(separator: "/").map(String.init)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var name: String { path.joined(separator: "/") }

    /// The target of a file in Sources; `nil` for others.
    var target: String? { path.count > 2 && path[0] == "Sources" ? path[1] : nil }

    /// The number of lines, not counting what follows the last line end.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }
}

/// A line to change, and what to do instead.
struct Finding: CustomStringConvertible, Equatable {
    let place: String
    let advice: String

    init(_ file: SourceFile, line: Int? = nil, _ advice: String) {
        place = line.map { "\(file.name):\($0 + 1)" } ?? file.name
        self.advice = advice
    }

    var description: String { "\(place): \(advice)" }
}

/// The package as it lies on disk.
enum SourceTree {
    /// Tests/TidyTests/SourceTree.swift stands three levels below the root.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file below `folder`, in the order of their names.
    static func swiftFiles(in folder: String) throws -> [SourceFile] {
        let base = root.appendingPathComponent(folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".swift") }
        return try names.sorted().map { name in
            let text = try String(contentsOf: base.appendingPathComponent(name), encoding: .utf8)
            return SourceFile("\(folder)/\(name)", text: text)
        }
    }

    /// What lies at the top level.
    static func topLevel() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: root.path) }
}
