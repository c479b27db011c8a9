/// What a target counted by itself, up to a moment.
public struct TargetCounts: Hashable, Sendable {
    /// Tokens granted; `nil` where it does not say.
    public var grants: UInt64?
    /// Registrations completed.
    public var registrations: UInt64

    /// These counts.
    public init(grants: UInt64?, registrations: UInt64) {
        self.grants = grants
        self.registrations = registrations
    }

    /// What was counted since; counts that went back are those of a target that began anew, and count from its beginning.
    public func since(_ before: TargetCounts) -> TargetCounts {
        func difference(_ now: UInt64, _ before: UInt64) -> UInt64 { now >= before ? now - before : now }
        return TargetCounts(
            grants: grants.flatMap { now in before.grants.map { difference(now, $0) } },
            registrations: difference(registrations, before.registrations))
    }
}
