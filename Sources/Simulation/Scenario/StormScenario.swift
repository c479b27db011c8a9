public import Devices
public import Registration

/// A storm to be played in virtual time: a fleet, its controllers, what fails when, and the law that meets it.
///
/// A value: equal scenarios give byte-identical outcomes on any machine. The defaults are the storm of the tool: 100,000 devices
/// whose common primary fails for five minutes and returns without memory.
public struct StormScenario: Hashable, Sendable {
    /// What the fleet does when the storm begins.
    public enum Start: Hashable, Sendable {
        /// Every device is in service at its primary.
        case inService
        /// Every device is off, and powers on within ``StormScenario/powerOnSpread``.
        case coldStart
        /// Every device is off; device i is switched on as entry i says.
        case planned([PowerOn])
    }

    // MARK: Fleet

    /// Devices of the fleet, 1 to 4,000,000.
    public var devices = 100_000
    /// The share of gateways among them, 0 to 1; they register with priority. 0 where the start is planned.
    public var gatewayShare = 0.0
    /// How devices are dealt to controllers.
    public var assignment = FleetAssignment.Shape.sharedPrimary
    /// What the fleet does at time zero.
    public var start = Start.inService
    /// For a cold start: devices power on evenly spread over this span.
    public var powerOnSpread = Nanoseconds.seconds(30)
    /// Keep-alives, watching, patience. Its retry behaviour is the law's, see ``retryBehavior``.
    public var device = DeviceSettings()
    /// Which devices do what wrong.
    public var misbehaviour = MisbehaviourShares()

    // MARK: Controllers

    /// Controllers of the cluster, 1 to 16.
    public var controllers = 3
    /// Registrations a second that each controller serves; the last figure repeats for further controllers. 0 serves nothing.
    public var serviceRatesPerSecond = [1_000.0]
    /// The law of admission, and what goes with it.
    public var law = StormLaw.calendar
    /// The controllers' parameters; `nil` for those that ``StormLaw/parameters(serviceRatePerSecond:)`` names.
    public var parameters: Parameters?
    /// How devices wait; `nil` for what the law's baseline names.
    public var retryBehavior: RetryBehavior?
    /// Places in each tier of a controller's queue; `nil` for one per device.
    public var queueCapacity: Int?

    // MARK: What fails

    /// When controller 0 crashes. Faults before the storm's own outage happen as well.
    public var outageStart = Nanoseconds.seconds(10)
    /// How long controller 0 is down; zero for no outage, ``StormFault/forever`` for one that does not end.
    public var outageLength = Nanoseconds.seconds(300)
    /// Whether controller 0 remembers registrations, tokens and slots when it returns.
    public var outageKeepsMemory = false
    /// What fails besides, in any order.
    public var faults: [StormFault] = []
    /// The network between devices and controllers.
    public var network = NetworkSettings()

    // MARK: Run

    /// How long after the last return of controller 0 the storm is watched. Devices not home by then count as "> T".
    public var timeLimit = Nanoseconds.seconds(3_600)
    /// Determines everything that is drawn.
    public var seed: UInt64 = 1
    /// Plays every keep-alive one by one, even where none can fail. Slower by far, with the same outcome: for checks.
    public var playsEveryKeepAlive = false

    /// The storm described above.
    public init() {}

    /// The service rate of `controller`, registrations a second.
    public func serviceRate(of controller: Int) -> Double {
        guard let last = serviceRatesPerSecond.last else { return 0 }
        return controller < serviceRatesPerSecond.count ? serviceRatesPerSecond[controller] : last
    }
}
