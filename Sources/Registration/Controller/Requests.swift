/// A device asks for a token (step 100 of figure 5).
public struct TokenRequest: Hashable, Sendable, BitwiseCopyable {
    /// Who asks.
    public var device: DeviceName
    /// Where it is.
    public var address: InternalAddress
    /// What it is.
    public var deviceClass: DeviceClass

    /// A request of this device.
    public init(device: DeviceName, address: InternalAddress, deviceClass: DeviceClass = .phone) {
        self.device = device
        self.address = address
        self.deviceClass = deviceClass
    }
}

/// A device asks to be registered (step 120 of figure 6).
public struct RegistrationRequest: Hashable, Sendable, BitwiseCopyable {
    /// What the request says of itself.
    public enum Kind: Hashable, Sendable, BitwiseCopyable {
        /// A first registration.
        case initial
        /// A registration after a grant.
        case token(TokenProof)
        /// Neither: a type that the controller does not know.
        case unclassified
    }

    /// Who asks.
    public var device: DeviceName
    /// Where it is.
    public var address: InternalAddress
    /// What it is.
    public var deviceClass: DeviceClass
    /// The type of the request.
    public var kind: Kind
    /// Whether the request carries a priority tag.
    public var hasPriorityTag: Bool
    /// Comes back in the acknowledgment; the controller does not look at it.
    public var context: UInt64

    /// A request of this device.
    public init(
        device: DeviceName, address: InternalAddress, deviceClass: DeviceClass = .phone, kind: Kind,
        hasPriorityTag: Bool = false, context: UInt64 = 0
    ) {
        self.device = device
        self.address = address
        self.deviceClass = deviceClass
        self.kind = kind
        self.hasPriorityTag = hasPriorityTag
        self.context = context
    }
}
