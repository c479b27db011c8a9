/// What a storm came to: every figure of "Report of a storm". All times in seconds from the last return of controller 0, unless
/// a figure says otherwise.
///
/// Devices never registered are part of every percentile, as "> T": a percentile that falls among them is `nil`.
public struct StormOutcome: Hashable, Sendable {
    /// Whether the fleet came home.
    public enum Recovery: String, CaseIterable, Hashable, Sendable {
        /// Every device that can be is in service at its best live controller.
        case recovered
        /// Controllers serve, and devices keep trying, but some are not home at the limit.
        case metastable
        /// Controller 0 could not have served those that are not home: it is gone for good, or its service rate is zero.
        case never
    }

    /// A point of the recovery curve.
    public struct CurvePoint: Hashable, Sendable {
        /// Since the return, in seconds.
        public var seconds: Double
        /// Devices registered with controller 0 by then, of those that re-home.
        public var registered: Int

        /// A point.
        package init(seconds: Double, registered: Int) {
            self.seconds = seconds
            self.registered = registered
        }
    }

    /// Two percentiles, in seconds; `nil` without samples, or where devices never came that far.
    public struct Percentiles: Hashable, Sendable {
        /// The median.
        public var p50: Double?
        /// The 99th percentile.
        public var p99: Double?
        /// The largest.
        public var max: Double?
    }

    /// Time that devices spent without service, in seconds.
    public struct WithoutService: Hashable, Sendable {
        /// Over all devices.
        public var total = 0.0
        /// The median device.
        public var p50 = 0.0
        /// The 99th percentile of devices.
        public var p99 = 0.0
        /// The worst device.
        public var max = 0.0

        /// These times.
        package init(total: Double = 0, p50: Double = 0, p99: Double = 0, max: Double = 0) {
            self.total = total
            self.p50 = p50
            self.p99 = p99
            self.max = max
        }
    }

    /// The waits in one tier of controller 0's queue since its return.
    public struct TierWait: Hashable, Sendable {
        /// "priority", "token" or "initial".
        public var tier: String
        /// How long requests waited.
        public var wait: Percentiles

        /// The waits in a tier.
        package init(tier: String, wait: Percentiles) {
            self.tier = tier
            self.wait = wait
        }
    }

    /// The law.
    public var law: StormLaw
    /// Devices of the fleet.
    public var devices: Int
    /// Devices that had to come home to controller 0: its own, without those that never return.
    public var rehomingDevices = 0
    /// Registrations a second that controller 0 serves.
    public var serviceRatePerSecond = 0.0
    /// The least time in which the re-homing devices can be home: served at the rate of each moment, none before the last
    /// has seen that controller 0 is back, and the last not before its own silences after its turn are over (messages that were
    /// lost, tokens that it let expire). What a law brings upon itself is no part of it.
    public var boundSeconds: Double?
    /// The least time for a law that tells each device its time once, when it asks, and cannot know how the service rate will change.
    /// Longer than ``boundSeconds`` where a slow controller becomes fast again.
    public var promiseBoundSeconds: Double?
    /// When half were home; `nil` is never.
    public var t50: Double?
    /// When 90 % were home.
    public var t90: Double?
    /// When 99 % were home.
    public var t99: Double?
    /// When all were home.
    public var t100: Double?
    /// Token requests per re-homing device, by devices that do nothing wrong.
    public var tokenRequestsPerDevice = 0.0
    /// Token requests per re-homing device, misbehaving ones included.
    public var tokenRequestsPerDeviceOverall = 0.0
    /// The most token requests of one device that does nothing wrong.
    public var tokenRequestsPerDeviceMax = 0
    /// Messages either way, keep-alives excepted, per completed registration.
    public var messagesPerRegistration = 0.0
    /// The most denials of one device.
    public var denialsPerDeviceMax = 0
    /// Denials of all kinds.
    public var denials = 0
    /// The share of time that controller 0 served, of the time in which a device waited for it.
    public var utilisation: Double?
    /// Useful registrations of controller 0 over what it could have served until the last was home.
    public var goodputRatio: Double?
    /// Registrations that came to nothing: expired, duplicate, abandoned. Of all controllers, since the return.
    public var wastedRegistrations = 0
    /// Fail-overs of devices after they were home again, or from a backup that was up.
    public var secondFailovers = 0
    /// Keep-alives to a controller that was up and reachable, unanswered.
    public var keepAliveMisses = 0
    /// Devices not home at the limit.
    public var neverRegistered = 0
    /// Time without service, fail-over included.
    public var withoutServiceSeconds = WithoutService()
    /// The part of it since the return: what coming home cost.
    public var withoutServiceSinceReturnSeconds = WithoutService()
    /// Queue waits by tier, best tier first.
    public var queueWaitSeconds: [TierWait] = []
    /// How far the registrations of devices that were given a time were from that time.
    public var promiseErrorSeconds = Percentiles()
    /// Jain's index of waiting time among phones that do nothing wrong: 1 is all alike.
    public var jainIndex: Double?
    /// Whether the fleet came home.
    public var recovery = Recovery.recovered
    /// The recovery curve: a point a second until the last is home, at most 512 points.
    public var curve: [CurvePoint] = []
    /// What must hold and did not, in words; empty when all holds.
    public var violations: [String] = []
    /// Events played; a figure of the simulation's own cost.
    public var eventsPlayed = 0
    /// Virtual time played, in seconds.
    public var virtualSeconds = 0.0

    /// An outcome of `law` in which nothing has happened.
    package init(law: StormLaw, devices: Int) {
        self.law = law
        self.devices = devices
    }

    /// `seconds` over the bound, `nil` for never.
    public func overBound(_ seconds: Double?) -> Double? {
        guard let seconds, let boundSeconds, boundSeconds > 0 else { return nil }
        return seconds / boundSeconds
    }

    /// T100 over its bound; the goal is 1.05.
    public var t100OverBound: Double? { overBound(t100) }
}
