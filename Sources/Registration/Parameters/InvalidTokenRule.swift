/// What becomes of a token registration whose token is not valid (steps 128 and 130 of figure 6).
///
/// Source: row S6 ("refused with an error, silently ignored, or demoted to the third tier, selectable").
public enum InvalidTokenRule: String, CaseIterable, Hashable, Sendable {
    /// An error response with a retry time.
    case refused
    /// No response.
    case ignored
    /// Queued as an initial registration, in the lowest tier.
    case demoted
}
