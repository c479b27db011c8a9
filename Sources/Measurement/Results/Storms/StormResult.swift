/// What one storm under one law came to: an element of `storms` in the result file.
///
/// Times count from the primary's return, in seconds. Devices that never came home are part of every percentile, as "longer than
/// was watched": a percentile that falls among them is `nil`, written `null`, and means never. All keys are always written.
///
/// The figures of a simulation come from virtual time: the same storm gives the same bytes on every machine. Those of a live storm were measured
/// on real sockets.
public struct StormResult: Codable, Equatable, Sendable {
    /// The law's name.
    public var law: String
    /// Where it was played; `nil` in files that are older than live storms, which are all of simulations.
    @OrNull public var played: Played?
    /// Devices of the fleet.
    public var devices: Int
    /// Devices that had to come home.
    public var rehomingDevices: Int
    /// Registrations a second that the primary serves.
    public var serviceRatePerSecond: Double
    /// The least time in which all can be home; `nil` where none could ever be.
    @OrNull public var boundSeconds: Double?
    /// When half were home.
    @OrNull public var t50: Double?
    /// When 90 % were home.
    @OrNull public var t90: Double?
    /// When 99 % were home.
    @OrNull public var t99: Double?
    /// When all were home.
    @OrNull public var t100: Double?
    /// ``t100`` over ``boundSeconds``.
    @OrNull public var t100OverBound: Double?
    /// Token requests per device that had to come home, by devices that do nothing wrong.
    public var tokenRequestsPerDevice: Double
    /// Messages either way, keep-alives excepted, per completed registration.
    public var messagesPerRegistration: Double
    /// The most denials of one device.
    public var denialsPerDeviceMax: UInt64
    /// The share of time that the primary served, of the time in which a device waited for it; a fraction of 1.
    @OrNull public var utilisation: Double?
    /// Useful registrations over those that could have been served until the last device was home; a fraction of 1.
    @OrNull public var goodputRatio: Double?
    /// Registrations that came to nothing: expired, duplicate, abandoned.
    public var wastedRegistrations: UInt64
    /// Fail-overs of devices that were home already, or whose backup was up.
    public var secondFailovers: UInt64
    /// Keep-alives to a controller that was up, unanswered.
    public var keepAliveMisses: UInt64
    /// Devices not home at the end of what was watched.
    public var neverRegistered: UInt64
    /// How long devices were without service.
    public var withoutServiceSeconds: WithoutService
    /// How long requests waited in the primary's queue, by the tier's name.
    public var queueWaitSeconds: [String: Spread]
    /// How far registrations were from the time that the device was promised.
    public var promiseErrorSeconds: Spread
    /// Jain's index of the waiting times of like devices: 1 when all waited alike.
    @OrNull public var jainIndex: Double?
    /// Whether the fleet came home.
    public var recovery: Recovery
    /// How many were home when, in order of time.
    public var curve: [CurvePoint]

    /// Where a storm was played.
    public enum Played: String, Codable, CaseIterable, Sendable {
        /// In virtual time.
        case simulation
        /// On real sockets, against controllers that were processes of their own.
        case live
    }

    /// Whether a fleet came home.
    public enum Recovery: String, Codable, CaseIterable, Sendable {
        /// Every device that could come home did.
        case recovered
        /// Devices keep trying and controllers keep serving, but some devices are not home.
        case metastable
        /// No controller could have served them.
        case never
    }

    /// Time without service, in seconds.
    public struct WithoutService: Codable, Equatable, Sendable {
        /// Over all devices: device-seconds.
        public var total: Double
        /// Of the median device.
        public var p50: Double
        /// Of the 99th percentile of devices.
        public var p99: Double
        /// Of the worst device.
        public var max: Double

        /// These times.
        public init(total: Double, p50: Double, p99: Double, max: Double) {
            self.total = total
            self.p50 = p50
            self.p99 = p99
            self.max = max
        }
    }

    /// Two percentiles of a time, in seconds; `nil` without samples.
    public struct Spread: Codable, Equatable, Sendable {
        /// The median.
        @OrNull public var p50: Double?
        /// The 99th percentile.
        @OrNull public var p99: Double?

        /// These percentiles.
        public init(p50: Double?, p99: Double?) {
            self.p50 = p50
            self.p99 = p99
        }
    }

    /// A point of the recovery curve.
    public struct CurvePoint: Codable, Equatable, Sendable {
        /// Seconds since the primary's return.
        public var seconds: Double
        /// Devices that were home then.
        public var registered: UInt64

        /// A point.
        public init(seconds: Double, registered: UInt64) {
            self.seconds = seconds
            self.registered = registered
        }
    }

    /// A storm under `law` in which nothing has happened: no device is home, no figure is known.
    public init(law: String, devices: Int, rehomingDevices: Int, serviceRatePerSecond: Double, recovery: Recovery) {
        self.law = law
        self.devices = devices
        self.rehomingDevices = rehomingDevices
        self.serviceRatePerSecond = serviceRatePerSecond
        self.recovery = recovery
        tokenRequestsPerDevice = 0
        messagesPerRegistration = 0
        denialsPerDeviceMax = 0
        wastedRegistrations = 0
        secondFailovers = 0
        keepAliveMisses = 0
        neverRegistered = UInt64(clamping: rehomingDevices)
        withoutServiceSeconds = WithoutService(total: 0, p50: 0, p99: 0, max: 0)
        queueWaitSeconds = [:]
        promiseErrorSeconds = Spread(p50: nil, p99: nil)
        curve = []
    }

    /// `seconds` over the bound; `nil` where either is unknown or the bound is zero.
    public func overBound(_ seconds: Double?) -> Double? {
        guard let seconds, let boundSeconds, boundSeconds > 0 else { return nil }
        return seconds / boundSeconds
    }
}
