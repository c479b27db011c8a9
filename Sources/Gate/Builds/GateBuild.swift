/// A commit whose sampler is run.
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

    /// A build of `commit`.
    public init(role: Role, name: String, commit: String) {
        self.role = role
        self.name = name
        self.commit = commit
    }

    /// The first digits of the hash, and the name if it is another.
    public var label: String {
        let short = String(commit.prefix(12))
        return name == short || commit == name ? short : "\(name) (\(short))"
    }
}
