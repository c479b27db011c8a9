/// A round whose outcome was wrong; its time means nothing.
struct RoundFailure: Error, CustomStringConvertible {
    /// What was wrong, in a sentence.
    let description: String
}
