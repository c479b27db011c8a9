/// What a registration request shows of its token (step 126 of figure 6).
public enum TokenProof: Hashable, Sendable, BitwiseCopyable {
    /// The token itself.
    case token(Token)
    /// Nothing on the wire; the device claims that the controller has a grant for it ("matches an entry").
    case deviceEntry
}
