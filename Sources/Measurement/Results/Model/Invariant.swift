/// A statement that must be true of every run, and whether it was: an element of `invariants` in the result file.
public struct Invariant: Codable, Equatable, Sendable {
    /// A short name, unique within a result.
    public var name: String
    /// Whether it held.
    public var holds: Bool
    /// The figures it was judged by, in words.
    public var detail: String

    /// An invariant, judged.
    public init(name: String, holds: Bool, detail: String) {
        self.name = name
        self.holds = holds
        self.detail = detail
    }
}
