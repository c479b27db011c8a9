import Captures
import Foundation
import Measurement
import Synchronization

/// A call of tshark whose output is read line by line while it runs.
struct TsharkProcess {
    /// Where tshark is.
    private let url: URL

    /// The Debian package that has it.
    private static let package = "tshark"
    /// How much of what it complains about is kept, in bytes.
    private static let complaintsMax = 4_096
    private static let chunkByteCount = 1 << 16

    /// Looks for tshark in the PATH.
    ///
    /// - Throws: ``Failure`` with exit 1 and the name of the package.
    init(path: String? = ProcessInfo.processInfo.environment["PATH"]) throws(Failure) {
        let folders = (path ?? "").split(separator: ":")
        let found = folders.map { "\($0)/tshark" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            throw Failure(
                exit: .unexpectedFailure,
                message:
                    "tshark is missing: install the Debian package \(Self.package) (apt-get install -y \(Self.package))"
            )
        }
        url = URL(fileURLWithPath: found)
    }

    /// Runs it, and hands over each line as it comes; `nil` for one that is longer than ``RecordingLimits/lineByteCountMax``.
    ///
    /// - Throws: what `body` throws, with tshark ended; ``Failure`` with exit 65 where tshark cannot read the capture.
    func run(_ query: TsharkQuery, _ body: (ArraySlice<UInt8>?) throws -> Void) throws {
        let process = Process()
        process.executableURL = url
        process.arguments = query.arguments
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        do { try process.run() } catch {
            throw Failure(exit: .unexpectedFailure, message: "tshark cannot be run: \(error.localizedDescription)")
        }
        let complaints = Complaints(reading: errors.fileHandleForReading, byteCountMax: Self.complaintsMax)
        do {
            try Self.forEachLine(of: output.fileHandleForReading, body)
        } catch {
            process.terminate()
            process.waitUntilExit()
            throw error
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(exit: .badScenario, message: "\(query.capture): \(complaints.text)")
        }
    }

    private static func forEachLine(of file: FileHandle, _ body: (ArraySlice<UInt8>?) throws -> Void) throws {
        var rest: [UInt8] = []
        var isTooLong = false
        while let chunk = try file.read(upToCount: chunkByteCount), !chunk.isEmpty {
            // What was searched before holds no line end.
            var searched = rest.count
            rest += chunk
            var start = 0
            while let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                try body(isTooLong ? nil : rest[start..<end])
                isTooLong = false
                start = end + 1
                searched = start
            }
            rest.removeFirst(start)
            if rest.count > RecordingLimits.lineByteCountMax {
                rest.removeAll()
                isTooLong = true
            }
        }
        if !rest.isEmpty || isTooLong { try body(isTooLong ? nil : rest[...]) }
    }
}

/// What a program says on standard error, read beside it so that it never waits for a reader. Thread-safe.
private final class Complaints: Sendable {
    /// What was read so far. Written by the reader alone, who is done when the group is.
    private let bytes = Mutex<[UInt8]>([])
    private let group = DispatchGroup()

    /// Reads to the end, and keeps the first so many bytes.
    init(reading file: FileHandle, byteCountMax: Int) {
        DispatchQueue(label: "loadgen.tshark.errors").async(group: group) { [self] in
            while let chunk = try? file.read(upToCount: 4_096), !chunk.isEmpty {
                bytes.withLock { $0 += chunk.prefix(max(0, byteCountMax - $0.count)) }
            }
        }
    }

    /// All of it on one line, without what tshark says to whoever runs it as root. Waits for the end.
    var text: String {
        group.wait()
        let lines = String(decoding: bytes.withLock { $0 }, as: UTF8.self).split(separator: "\n")
        let said = lines.filter { !$0.hasPrefix("Running as user") }.joined(separator: " ")
        return said.isEmpty ? "tshark cannot read it" : said
    }
}
