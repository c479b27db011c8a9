public import Documents
public import Registration
internal import Signalling

/// Everything that a controller's server is made of: where it listens, how much it holds, by which rules it admits and serves, and what
/// devices are told.
///
/// A value; the defaults serve a laboratory on one machine. Read from a file with ``init(path:)``.
public struct ServerConfiguration: Sendable {
    /// The controller's name in its group: up to 47 characters, as phones are told it.
    public var name = "controller"
    /// Where devices that speak SCCP connect; `nil` for nowhere.
    public var sccpAddress = ListenAddress(host: "127.0.0.1", port: 2_000)
    /// Where devices that speak SIP reach it, over UDP and TCP; `nil` for nowhere.
    public var sipAddress = ListenAddress(host: "127.0.0.1", port: 5_060)
    /// Where it is looked at and changed; `nil` for nowhere. There is no authentication: keep it on the loopback interface.
    public var adminAddress = ListenAddress(host: "127.0.0.1", port: 8_080)
    /// Event loops, a thread each: 1 to 64.
    public var eventLoopCount = 2

    /// Devices that the registration table holds.
    public var deviceCapacity = 65_536
    /// Exchanges at once, over all loops: connections, and SIP requests that wait for their registration.
    public var exchangeCapacity = 131_072
    /// Slots of the token store; `nil` for two per device.
    public var tokenSlots: Int?
    /// Places in each tier of the queue, rounded up to a power of two.
    public var queueCapacity = 65_536

    /// The law of admission.
    public var law = AdmissionLaw.calendar
    /// The order between the tiers of the queue.
    public var discipline = Discipline.edf
    /// Thresholds and criteria; changeable while it runs.
    public var parameters = ServerConfiguration.defaultParameters
    /// Registrations served a second at most; 0 for as many as it can. Changeable while it runs.
    public var serviceRatePerSecondMax = 0.0

    /// Lines of a phone that has none of its own: 1 to 255.
    public var linesPerPhone = 1
    /// Directory names of a gateway that has none of its own: 1 to 65,535.
    public var linesPerGateway = 16
    /// The first directory name that is handed out.
    public var firstLine = DirectoryName("10000000")
    /// How many are handed out; `nil` for as many as the devices can need.
    public var lineCount: Int?
    /// Devices with lines of their own.
    public var provisioned: [ProvisionedDevice] = []

    /// What devices that speak SCCP are told, and how long they are waited for.
    var sccp = SCCPSettings()
    /// What devices that speak SIP are granted.
    var sip = SIPSettings()

    /// Who may register over SIP; `nil` for anybody.
    var accounts: SIPAccounts?

    /// What the file says of the phones that the group's servers are to provision; a server makes nothing of it.
    public var provision: DocumentValue?

    /// The defaults.
    public init() {}

    /// The core's defaults, but for what wires carry and people type: retry times in whole seconds, and tokens that last a minute.
    public static var defaultParameters: Parameters {
        var parameters = Parameters()
        parameters.tokenTimeout = .preset(.seconds(60))
        parameters.retryMin = .seconds(1)
        parameters.retryGranularity = .seconds(1)
        return parameters
    }

    /// The most directory names that are handed out: a table of 1 GiB.
    static var lineCountMax: Int { 1 << 28 }

    /// The sizes and seeds of the core.
    func coreConfiguration(hashSeed: UInt64) -> ControllerConfiguration {
        var configuration = ControllerConfiguration(
            devices: deviceCapacity, laneCount: eventLoopCount, hashSeed: hashSeed, parameters: parameters)
        if let tokenSlots { configuration.tokenSlots = tokenSlots }
        configuration.tierCapacities = [queueCapacity, queueCapacity, queueCapacity]
        // A gateway takes many names, a phone few; and each loop holds a block of fresh ones.
        let wanted = deviceCapacity * linesPerPhone + eventLoopCount * 256 + 1_024 * linesPerGateway
        let needed = lineCount ?? min(wanted, Self.lineCountMax)
        if let firstLine { configuration.plan.poolFirst = firstLine }
        configuration.plan.poolCount = needed
        configuration.plan.linesPerPhone = linesPerPhone
        configuration.plan.linesPerGateway = linesPerGateway
        configuration.plan.provisioned = provisioned
        configuration.directoryCapacity = needed + provisioned.reduce(0) { $0 + $1.lines.count }
        return configuration
    }
}
