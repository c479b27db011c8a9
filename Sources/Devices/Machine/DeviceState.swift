/// Where a device stands in figure 7.
public enum DeviceState: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// No network connection (before step 150).
    case off = 0
    /// Connected; waits for its address (step 152).
    case awaitingAddress = 1
    /// Has an address; waits for its configuration (step 154).
    case awaitingConfiguration = 2
    /// Asked to be registered and has heard nothing yet (steps 160, 170 and 184).
    case registering = 3
    /// Its registration was received; it is not told how far it is.
    case received = 4
    /// Was told that its registration is queued.
    case queued = 5
    /// Without service; waits until it asks to be registered again.
    case backingOff = 6
    /// In service at its primary (step 164).
    case inService = 7
    /// In service at a backup, and watches better controllers (steps 174 and 176).
    case onBackup = 8
    /// Served by a backup; asked a better controller for a token (step 178).
    case requestingToken = 9
    /// Served by a backup; was told to ask for the token again later (step 180, "no").
    case awaitingRetry = 10
    /// Served by a backup; lets its token expire before it uses it. Only misbehaving devices are here.
    case holdingToken = 11
    /// Never heard of again. Only misbehaving devices are here.
    case gone = 12

    /// Whether the device asks for a registration and has no answer to it yet.
    public var isAskingForRegistration: Bool { self == .registering || self == .received || self == .queued }
}
