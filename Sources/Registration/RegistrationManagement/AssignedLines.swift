/// The lines of one device: how many, the first of them, and where the others stand.
///
/// A plain value of three words, since each look-up and each acknowledgment carries one; the names of a device of the plan stay
/// in the plan. ``RegistrationTable/directoryNames(of:)`` spells all of them out.
public struct AssignedLines: Hashable, Sendable, BitwiseCopyable {
    /// The directory name of the first line.
    public let first: DirectoryName
    /// The number of lines, at least 1.
    public let count: Int
    /// The device's place in the service plan; `nil` for consecutive names from the pool.
    let planPlace: UInt32?

    /// Lines from the pool.
    init(_ range: LineRange) {
        first = range.first
        count = range.count
        planPlace = nil
    }

    /// The lines of the device at `place` of the plan.
    init(of device: ProvisionedDevice, at place: UInt32) {
        first = device.lines[0]
        count = device.lines.count
        planPlace = place
    }

    /// Whether they are consecutive names from the pool, rather than laid down for the device.
    public var arePooled: Bool { planPlace == nil }
}
