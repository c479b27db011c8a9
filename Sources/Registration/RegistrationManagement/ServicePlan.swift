/// What devices receive when they register: lines, template, mailbox (registration management 70).
///
/// Fixed when the controller is made. Devices named in ``provisioned`` get what stands there; all others draw lines from one
/// pool of consecutive directory names, as call managers do for phones that register themselves.
///
/// Source: row S11.
public struct ServicePlan: Sendable {
    /// The first directory name of the pool.
    public var poolFirst: DirectoryName
    /// How many directory names the pool holds.
    public var poolCount: Int
    /// Lines for a phone from the pool, 1 to 255.
    public var linesPerPhone: Int
    /// The group of directory names for a gateway from the pool, 1 to 65,535.
    public var linesPerGateway: Int
    /// The template of phones.
    public var phoneTemplate: UInt16
    /// The template of gateways.
    public var gatewayTemplate: UInt16
    /// Whether phones get a mailbox.
    public var phonesHaveMailboxes: Bool
    /// Devices with lines of their own.
    public var provisioned: [ProvisionedDevice]

    /// A plan whose pool holds `poolCount` names from `poolFirst` on.
    public init(
        poolFirst: DirectoryName, poolCount: Int, linesPerPhone: Int = 1, linesPerGateway: Int = 16,
        phoneTemplate: UInt16 = 1, gatewayTemplate: UInt16 = 2, phonesHaveMailboxes: Bool = true,
        provisioned: [ProvisionedDevice] = []
    ) {
        precondition(poolCount >= 0, "a pool is not negative")
        precondition((1...255).contains(linesPerPhone), "a phone has 1 to 255 lines")
        precondition((1...65_535).contains(linesPerGateway), "a gateway has 1 to 65,535 directory names")
        self.poolFirst = poolFirst
        self.poolCount = poolCount
        self.linesPerPhone = linesPerPhone
        self.linesPerGateway = linesPerGateway
        self.phoneTemplate = phoneTemplate
        self.gatewayTemplate = gatewayTemplate
        self.phonesHaveMailboxes = phonesHaveMailboxes
        self.provisioned = provisioned
    }

    func lineCount(for deviceClass: DeviceClass) -> Int {
        switch deviceClass {
        case .phone: linesPerPhone
        case .gateway: linesPerGateway
        }
    }

    func template(for deviceClass: DeviceClass) -> UInt16 {
        switch deviceClass {
        case .phone: phoneTemplate
        case .gateway: gatewayTemplate
        }
    }
}

/// A device whose lines, and mailbox if any, are laid down rather than drawn.
public struct ProvisionedDevice: Hashable, Sendable {
    /// Which device.
    public var name: DeviceName
    /// Its directory names, in the order of its line buttons; at least one.
    public var lines: [DirectoryName]
    /// The existing mailbox it is linked to.
    public var mailbox: DirectoryName?

    /// A device with these lines and this mailbox.
    public init(name: DeviceName, lines: [DirectoryName], mailbox: DirectoryName? = nil) {
        precondition(!lines.isEmpty && lines.count <= 65_535, "a device has 1 to 65,535 lines")
        self.name = name
        self.lines = lines
        self.mailbox = mailbox
    }
}
