public import FoundationEssentials
public import Measurement

/// Reads and writes result files.
///
/// The same result always gives the same bytes: keys are sorted, numbers have their shortest exact form, two spaces indent,
/// a newline ends the file.
public enum JSONResultFile {
    /// The largest file that is read, in bytes: 64 MiB, some hundred thousand rows of timeline.
    public static let byteCountMax = 64 << 20

    /// Writes `result` to `path`, replacing a file that is there. Another process sees the old file or the new one, never a
    /// part: the bytes go to a file beside it, which is then renamed.
    public static func write(_ result: RunResult, to path: String) throws(ResultFileError) {
        let bytes: Data
        do throws(ResultFileError.Problem) {
            bytes = try encode(result)
        } catch {
            throw ResultFileError(path: path, problem: error)
        }
        try WholeFile.write(bytes, to: path)
    }

    /// Makes sure, before a long run, that ``write(_:to:)`` will be able to write there. Leaves nothing behind and touches
    /// no file that is there. What happens to the disk afterwards it cannot know.
    public static func checkWritable(_ path: String) throws(ResultFileError) {
        var isDirectory = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        if path.isEmpty || path.hasSuffix("/") || exists && isDirectory {
            throw ResultFileError(path: path, problem: .notAFile)
        }
        let probe = URL(filePath: path).deletingLastPathComponent()
            .appending(path: ".loadgen-\(UUID().uuidString)", directoryHint: .notDirectory)
        do {
            try Data().write(to: probe)
            try FileManager.default.removeItem(at: probe)
        } catch {
            throw ResultFileError(path: path, problem: .system(SystemReason.of(error)))
        }
    }

    /// Reads the result file at `path`.
    public static func read(from path: String) throws(ResultFileError) -> RunResult {
        let bytes = try contents(of: path)
        do throws(ResultFileError.Problem) {
            return try decode(bytes)
        } catch {
            throw ResultFileError(path: path, problem: error)
        }
    }

    /// The bytes of a result file.
    public static func encode(_ result: RunResult) throws(ResultFileError.Problem) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return try encoder.encode(result) + Data("\n".utf8)
        } catch EncodingError.invalidValue(_, let context) {
            throw .notWritable(key: key(context.codingPath))
        } catch {
            throw .system(SystemReason.of(error))
        }
    }

    /// The result that these bytes hold.
    public static func decode(_ bytes: Data) throws(ResultFileError.Problem) -> RunResult {
        do {
            return try JSONDecoder().decode(RunResult.self, from: bytes)
        } catch let error as ResultSchemaError {
            throw .otherSchema(found: error.found)
        } catch let error as DecodingError {
            throw problem(error, in: bytes)
        } catch {
            throw .notJSON(SystemReason.of(error))
        }
    }

    private static func contents(of path: String) throws(ResultFileError) -> Data {
        do {
            let url = URL(filePath: path).resolvingSymlinksInPath()
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
            // A pipe or a device could give bytes without end.
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw ResultFileError(path: path, problem: .notAFile)
            }
            let byteCount = attributes[.size] as? UInt64 ?? UInt64(attributes[.size] as? Int ?? 0)
            guard byteCount <= UInt64(byteCountMax) else {
                throw ResultFileError(path: path, problem: .tooLarge(byteCount: byteCount))
            }
            return try Data(contentsOf: url)
        } catch let error as ResultFileError {
            throw error
        } catch {
            throw ResultFileError(path: path, problem: .system(SystemReason.of(error)))
        }
    }

    private static func problem(_ error: DecodingError, in bytes: Data) -> ResultFileError.Problem {
        switch error {
        case .keyNotFound(let missing, let context):
            .malformed(key: key(context.codingPath + [missing]), reason: "missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            .malformed(key: key(context.codingPath), reason: context.debugDescription)
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? problemWithoutPath(in: bytes)
                : .malformed(key: key(context.codingPath), reason: context.debugDescription)
        @unknown default: .notJSON("\(error)")
        }
    }

    /// What is wrong with bytes of which the decoder does not say where it stopped.
    private static func problemWithoutPath(in bytes: Data) -> ResultFileError.Problem {
        let reason = "a whole number from 0 to 18446744073709551615 is expected"
        guard let probe = try? JSONDecoder().decode(NumberProbe.self, from: bytes) else {
            return .notJSON("the text ends early or is garbled")
        }
        return probe.suspect.map { .malformed(key: key($0), reason: reason) }
            ?? .notJSON("a count with a fraction; \(reason)")
    }

    private static func key(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
