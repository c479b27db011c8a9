internal import Foundation

/// Counts the instructions of hot paths under valgrind's callgrind: the same number in every run of the same tool, whatever else
/// the machine does.
public struct InstructionCounter: ~Copyable {
    private let child: ChildProcess
    /// Holds a copy of the tool without debug information, which valgrind may not be able to read.
    private let folder: ScratchFolder

    /// A counter of the paths of the tool at `path`, which understands `hotpaths NAME --once`.
    ///
    /// - Throws: ``GateError/missingProgram(_:package:)``, ``GateError/system(_:)``.
    public init(toolAt path: String, child: ChildProcess) throws(GateError) {
        for (program, package) in [("valgrind", "valgrind"), ("strip", "binutils")] {
            let found = try child.run(["which", program], in: "/", secondsMax: 30)
            guard found.status == 0 else { throw .missingProgram(program, package: package) }
        }
        let folder = try ScratchFolder("loadgen-instructions")
        let copy = Self.tool(in: folder)
        let stripped = try child.run(["strip", "--strip-debug", "-o", copy, path], in: "/", secondsMax: 120)
        guard stripped.status == 0 else { throw .system("strip: \(stripped.errors)") }
        self.child = child
        self.folder = folder
    }

    private static func tool(in folder: borrowing ScratchFolder) -> String { folder.path + "/loadgen" }

    /// Instructions an operation of the hot path `name`, on one thread, in structures that fit the caches.
    public func instructionsPerOperation(of name: String) throws(GateError) -> Double {
        // Counting begins and ends with the function that runs a path; set-up is not counted.
        let output = try child.run(
            [
                "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measuredRegion*",
                Self.tool(in: folder), "hotpaths", name, "--once",
            ], in: "/", secondsMax: 600)
        guard output.status == 0, let collected = Self.collected(in: output.errors),
            let operations = Self.operations(of: name, in: output.text), collected > 0, operations > 0
        else { throw .system("callgrind counted nothing of \(name):\n\(output.errors.suffix(600))") }
        return Double(collected) / Double(operations)
    }

    /// The number behind callgrind's "Collected :".
    static func collected(in text: String) -> UInt64? {
        for line in text.split(separator: "\n") {
            guard let range = line.range(of: "Collected :") else { continue }
            return UInt64(line[range.upperBound...].split(separator: " ").first ?? "")
        }
        return nil
    }

    /// The number of operations that the tool says it did.
    static func operations(of name: String, in text: String) -> UInt64? {
        for line in text.split(separator: "\n") where line.hasPrefix("\(name) ") {
            return UInt64(line.dropFirst(name.count + 1))
        }
        return nil
    }
}
