/// What a run cost in memory: key `memory` of the result file. A figure that was not taken is `nil`, written `null`.
public struct MemoryFigures: Codable, Equatable, Sendable {
    /// Resident memory of the process at the end, in bytes.
    @OrNull public var residentBytes: UInt64?
    /// Resident bytes per registered device.
    @OrNull public var bytesPerDevice: Double?
    /// Resident bytes per slot of the token store.
    @OrNull public var bytesPerTokenSlot: Double?
    /// Heap allocations per request in the steady state.
    @OrNull public var allocationsPerRequest: Double?
    /// Heap bytes allocated per request in the steady state.
    @OrNull public var allocatedBytesPerRequest: Double?

    /// The figures that were taken.
    public init(
        residentBytes: UInt64? = nil, bytesPerDevice: Double? = nil, bytesPerTokenSlot: Double? = nil,
        allocationsPerRequest: Double? = nil, allocatedBytesPerRequest: Double? = nil
    ) {
        self.residentBytes = residentBytes
        self.bytesPerDevice = bytesPerDevice
        self.bytesPerTokenSlot = bytesPerTokenSlot
        self.allocationsPerRequest = allocationsPerRequest
        self.allocatedBytesPerRequest = allocatedBytesPerRequest
    }
}
