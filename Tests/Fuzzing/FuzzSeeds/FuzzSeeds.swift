import Foundation

/// Writes what the fuzzers start from: `fuzz-seeds FOLDER` fills `FOLDER/sccp` and `FOLDER/sip`, a file for each message.
@main
enum FuzzSeeds {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else { throw Usage() }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1])
        var messages = SCCPSeeds()
        try messages.writePhoneMessages()
        try messages.writeControllerMessages()
        precondition(messages.missing.isEmpty, "no message of these kinds is written: \(messages.missing)")
        try write(messages.files, to: folder.appendingPathComponent("sccp"))
        try write(SIPSeeds.all(), to: folder.appendingPathComponent("sip"))
    }

    private static func write(_ files: [SeedFile], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: folder.appendingPathComponent(file.name)) }
        print("\(files.count) files in \(folder.path)")
    }

    /// What is said when the folder is missing.
    struct Usage: Error, CustomStringConvertible {
        var description: String { "usage: fuzz-seeds FOLDER" }
    }
}

/// A message to start from.
struct SeedFile {
    /// The file's name.
    let name: String
    /// What it holds.
    let bytes: [UInt8]
}
