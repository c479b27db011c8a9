import Measurement

/// A result file that cannot be read or written.
public struct ResultFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Error, Equatable, Sendable {
        /// The system refused; its reason in words.
        case system(String)
        /// The path leads to something that is no plain file: a directory, a pipe, a device.
        case notAFile
        /// The file is larger than ``JSONResultFile/byteCountMax``.
        case tooLarge(byteCount: UInt64)
        /// The bytes are no JSON, or no JSON that a result can be: the reason in words.
        case notJSON(String)
        /// A file of another schema, or none; what it says of itself.
        case otherSchema(found: String?)
        /// A key is missing or has the wrong type: which, and what is wrong.
        case malformed(key: String, reason: String)
        /// A figure cannot be written as JSON: infinite or not a number.
        case notWritable(key: String)
    }

    /// The path as it was given.
    public var path: String
    /// What is wrong with it.
    public var problem: Problem

    /// A complaint about the file at `path`.
    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The complaint as one line, without control characters.
    public var description: String { VisibleText.of("\(path): ") + reason }

    /// Why the file cannot be used, without its path.
    public var reason: String {
        switch problem {
        case .system(let reason): VisibleText.of(reason)
        case .notAFile: "not a plain file"
        case .tooLarge(let byteCount):
            "\(HumanFigures.bytes(byteCount)) is too large; at most "
                + "\(HumanFigures.bytes(UInt64(JSONResultFile.byteCountMax))) are read"
        case .notJSON(let reason): VisibleText.of("not the JSON of a result: \(reason)", columnsMax: 200)
        case .otherSchema(let found): "not a result file: \(ResultSchemaError(found: found))"
        case .malformed(let key, let reason): VisibleText.of("key \(key): \(reason)", columnsMax: 200)
        case .notWritable(let key): VisibleText.of("key \(key) is infinite or not a number", columnsMax: 200)
        }
    }
}
