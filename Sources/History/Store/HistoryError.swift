internal import Measurement

/// A history that cannot be used.
public struct HistoryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Equatable, Sendable {
        /// There is no file.
        case missing
        /// The file is something else: no database, or somebody else's.
        case notAHistory
        /// A newer version of the tool made it.
        case newer(version: Int)
        /// The system or the database refused; its reason in words.
        case system(String)
    }

    /// The path as it was given.
    public let path: String
    /// What is wrong with it.
    public let problem: Problem

    /// A complaint about the history at `path`.
    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The complaint as one line, without control characters.
    public var description: String {
        let reason =
            switch problem {
            case .missing: "there is no such history; --history of a run makes one, and so does 'loadgen history add'"
            case .notAHistory: "not a history; name a new file, or one that --history made"
            case .newer(let version): "made by a newer loadgen (version \(version) of the schema)"
            case .system(let reason): reason
            }
        return VisibleText.of("\(path): \(reason)")
    }
}
