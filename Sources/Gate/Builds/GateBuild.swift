/// A commit whose tool is sampled.
public struct GateBuild: Hashable, Sendable {
    /// Which of the two.
    public enum Role: String, Sendable {
        /// What is compared with.
        case base
        /// What is judged.
        case head
    }

    /// Which of the two.
    public let role: Role
    /// What the user called it.
    public let name: String
    /// Its full hash.
    public let commit: String
    /// Definitions for the compiler of this build alone; for the gate's own test.
    public let definitions: [String]

    /// A build of `commit`.
    public init(role: Role, name: String, commit: String, definitions: [String] = []) {
        self.role = role
        self.name = name
        self.commit = commit
        self.definitions = definitions
    }

    /// The first digits of the hash, and the name if it is another.
    public var label: String {
        let short = String(commit.prefix(12))
        let extra = definitions.isEmpty ? "" : " with \(definitions.joined(separator: ", "))"
        return (name == short || commit == name ? short : "\(name) (\(short))") + extra
    }

    /// The folder of the cache in which its tool is kept.
    var cacheKey: String {
        let kept = definitions.joined(separator: "+").map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return kept.isEmpty ? commit : "\(commit)-\(String(kept))"
    }
}
