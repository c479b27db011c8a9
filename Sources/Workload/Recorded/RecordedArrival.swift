/// One device that came, in a storm that was recorded.
public struct RecordedArrival: Hashable, Sendable {
    /// Nanoseconds since the first arrival of the recording.
    public var nanoseconds: Int64
    /// The device, by a name that tells it from the others.
    public var device: String
    /// What it did.
    public var kind: RequestKind

    /// The kinds that a recording tells: devices that misbehave cannot be told from outside.
    public static let kinds: [RequestKind] = [.tokenCycle, .initial, .priority]

    /// An arrival of these parts.
    public init(nanoseconds: Int64, device: String, kind: RequestKind) {
        self.nanoseconds = nanoseconds
        self.device = device
        self.kind = kind
    }
}
