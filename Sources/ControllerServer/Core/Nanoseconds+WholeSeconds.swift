internal import Registration

extension Nanoseconds {
    /// In whole seconds, rounded up, at least one: what wires carry.
    var wholeSeconds: UInt32 {
        let seconds = roundedUp(toMultipleOf: .seconds(1)).count / 1_000_000_000
        return UInt32(clamping: Swift.max(seconds, 1))
    }
}
