/// The lines of one device: how many, and the first of them.
///
/// A plain value of two words, since each look-up and each acknowledgment carries one. Pooled lines are consecutive; those laid down
/// for a device stay in the service plan. ``RegistrationTable/directoryNames(of:for:)`` spells all of them out.
public struct AssignedLines: Hashable, Sendable, BitwiseCopyable {
    /// The directory name of the first line.
    public let first: DirectoryName
    /// The number of lines, at least 1.
    public let count: Int
    /// Whether they are consecutive names from the pool, rather than laid down for the device.
    public let arePooled: Bool

    /// Pooled lines as a range of names; what it says of others is of no use.
    var range: LineRange { LineRange(first: first, count: count) }
}
