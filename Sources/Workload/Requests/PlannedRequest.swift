/// One arrival of a plan: when, which device, what it does. Two machine words.
public struct PlannedRequest: Hashable, Sendable, BitwiseCopyable {
    /// Nanoseconds from the start of the run; never less than that of an earlier arrival. Always 0 in a closed loop, where
    /// a request starts when the one before it is done.
    public let plannedNanoseconds: Int64
    /// The device, as an index below the plan's device count.
    public let device: UInt32
    /// What the device does.
    public let kind: RequestKind

    /// A request of these parts.
    public init(plannedNanoseconds: Int64, device: UInt32, kind: RequestKind) {
        self.plannedNanoseconds = plannedNanoseconds
        self.device = device
        self.kind = kind
    }
}
