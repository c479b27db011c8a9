/// The voicemail of one device.
public enum Mailbox: Hashable, Sendable, BitwiseCopyable {
    /// It has none.
    case none
    /// Established by this registration, under this name.
    case new(DirectoryName)
    /// An existing one.
    case linked(DirectoryName)
}

/// What controls the buttons of a device, made for its lines and mailbox.
public struct DeviceTemplate: Hashable, Sendable, BitwiseCopyable {
    /// Which layout of the service plan.
    public var identifier: UInt16
    /// Buttons for lines.
    public var lineButtonCount: UInt16
    /// Whether there is a messages button.
    public var hasMessagesButton: Bool
}

/// What a device is told when it is registered: the configuration that came of it (step 162 of figure 7, row S11).
public struct RegistrationAcknowledgment: Sendable, BitwiseCopyable {
    /// Which device.
    public let device: DeviceName
    /// Where it is.
    public let address: InternalAddress
    /// Its lines; ``RegistrationTable/directoryNames(of:)`` spells them out.
    public let lines: AssignedLines
    /// Its template.
    public let template: DeviceTemplate
    /// Its voicemail.
    public let mailbox: Mailbox
    /// When it was registered.
    public let registeredAt: Instant
    /// The tier it was queued in.
    public let tier: UInt8
    /// When its request arrived, as the queue ordered it.
    public let arrivedAt: Instant
    /// What the caller passed with the request.
    public let context: UInt64
}

/// Why a queued registration could not be completed.
public enum RegistrationFailure: UInt8, CaseIterable, Hashable, Sendable {
    /// The pool has no lines left.
    case noLines = 0
    /// The directory has no room for the device's names.
    case directoryFull = 1
}

/// Where completed registrations go: a server sends messages, a load generator records latencies.
///
/// Called after the table is up to date, with no lock held, on the thread that serves.
public protocol RegistrationSink: ~Copyable {
    /// A device is registered.
    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment)
    /// A queued registration failed; `context` is what the caller passed with the request.
    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64)
}
