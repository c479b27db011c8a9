/// An entry of the registration queue: which row of the registration table waits, and what its caller wants to know again.
/// Its arrival time is the stamp beside it.
@_spi(HotPaths) public struct QueuedRegistration: Sendable, BitwiseCopyable {
    /// The line of the row; the row is not freed while it is queued.
    var line: UInt32
    var tier: UInt8
    /// The caller's.
    var context: UInt64

    /// An entry for the row in `line`, reserved for `tier`.
    @_spi(HotPaths) public init(line: UInt32, tier: UInt8, context: UInt64) {
        self.line = line
        self.tier = tier
        self.context = context
    }
}
