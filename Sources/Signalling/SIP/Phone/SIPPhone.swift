public import Registration

/// A phone as its requests show it: who it is, where it is, and which controller it talks to. Its messages are written with
/// ``write(_:authorization:in:into:)``, without allocation; their answers are read with ``SIPMessage``.
public struct SIPPhone: Hashable, Sendable, BitwiseCopyable {
    /// How it names itself.
    public enum Dialect: Hashable, Sendable, BitwiseCopyable {
        /// As Cisco phones do: with its instance and its device name in Contact, "SEP" and the MAC address.
        case cisco
        /// By its user alone.
        case plain
    }

    /// What its messages go over.
    public enum Transport: Hashable, Sendable, BitwiseCopyable {
        /// UDP.
        case udp
        /// TCP.
        case tcp
    }

    /// Its MAC address, the low 48 bits.
    public var macAddress: UInt64
    /// The user of its address of record, such as "1001".
    public var user: DeviceName
    /// Where it is, with its port.
    public var address: InternalAddress
    /// The controller, with its port; its address is the domain of the address of record.
    public var controller: InternalAddress
    /// What its messages go over.
    public var transport: Transport
    /// How it names itself.
    public var dialect: Dialect

    /// A phone.
    public init(
        macAddress: UInt64, user: DeviceName, address: InternalAddress, controller: InternalAddress,
        transport: Transport = .udp, dialect: Dialect = .cisco
    ) {
        self.macAddress = macAddress
        self.user = user
        self.address = address
        self.controller = controller
        self.transport = transport
        self.dialect = dialect
    }

    /// The name under which a controller knows it; see ``SIPDeviceNaming``.
    public var device: DeviceName { dialect == .cisco ? DeviceName(macAddress: macAddress) : user }
}

/// A request of a ``SIPPhone``: what it asks for, and the numbers that tell it from others.
public struct SIPPhoneRequest: Hashable, Sendable, BitwiseCopyable {
    /// What a phone asks for.
    public enum Purpose: Hashable, Sendable, BitwiseCopyable {
        /// To be registered for so many seconds.
        case register(seconds: UInt32)
        /// To be registered no longer.
        case unregister
        /// Which addresses the controller has it registered with (RFC 3261 section 10.2.3).
        case query
        /// Whether the controller is there: a REGISTER that changes nothing, from a phone that is registered elsewhere.
        case ping
        /// A token.
        case token
        /// Whether the controller is there, in the ordinary way.
        case options
    }

    /// What it asks for.
    public var purpose: Purpose
    /// The transaction, written as the branch in 16 hexadecimal digits behind "z9hG4bK": new for each request but the same when it is
    /// sent again.
    public var branch: UInt64
    /// The Call-ID, 16 hexadecimal digits and the phone's address: the same for all registrations of a phone since it started.
    public var callID: UInt64
    /// The tag of From, 16 hexadecimal digits.
    public var fromTag: UInt64
    /// The number of CSeq, below 2^31.
    public var sequence: UInt32

    /// A request.
    public init(_ purpose: Purpose, branch: UInt64, callID: UInt64, fromTag: UInt64, sequence: UInt32) {
        self.purpose = purpose
        self.branch = branch
        self.callID = callID
        self.fromTag = fromTag
        self.sequence = sequence
    }

    /// The method that carries it.
    public var method: SIPMethod {
        switch purpose {
        case .register, .unregister, .query, .ping: .register
        case .token: .refer
        case .options: .options
        }
    }
}
