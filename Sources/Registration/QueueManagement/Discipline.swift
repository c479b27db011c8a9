/// The queue disciplines that a controller can be given, by the names that files and command lines have for them.
public enum Discipline: String, CaseIterable, Sendable {
    /// The best tier first, always.
    case strict
    /// Earliest deadline first, with a guaranteed share for the lowest tier; the default.
    case edf
    /// Weighted deficit round robin.
    case drr
}
