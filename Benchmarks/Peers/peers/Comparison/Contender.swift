/// One side of a comparison.
struct Contender {
    /// Whose it is.
    let column: Column
    /// Runs the round of this number, 0 being the one that warms up; returns nanoseconds per operation.
    let measure: (_ round: Int) throws -> Double
}
