public import Registration
public import Workload

/// Everything a run is made of, apart from where its results go.
public struct RunSettings: Sendable {
    /// Who does what when.
    public var plan: Plan
    /// Threads that play devices; the controller has as many lanes.
    public var workers: Int
    /// The law of admission.
    public var law = AdmissionLaw.calendar
    /// The order between the tiers of the queue.
    public var discipline = Discipline.edf
    /// The controller's parameters.
    public var parameters = RunSettings.defaultParameters
    /// Slots of the token store; `nil` for one and a half per device.
    public var tokenSlots: Int?
    /// Devices that the registration table holds; `nil` for those of the plan.
    public var tableCapacity: Int?
    /// Places in each tier of the queue.
    public var queueCapacity = 65_536
    /// `edf`: offsets of the tiers; a lower tier overtakes what arrives later than it by more than the difference.
    public var deadlineOffsets: [Nanoseconds] = [.zero, .milliseconds(500), .seconds(2)]
    /// `edf`: one in so many services goes to the lowest tier while it has work.
    public var lowestTierPeriod = 20
    /// `drr`: services per round and tier.
    public var weights = [6, 3, 1]
    /// How a run behaves towards a registrar over the network.
    public var registrar = RegistrarSettings()
    /// How long, after the last arrival, a run goes on for devices under way without one of them being acknowledged.
    public var drain = Nanoseconds.seconds(10)
    /// How long a device waits that got no answer, give or take half.
    public var silence = Nanoseconds.seconds(1)

    /// A run of `plan` with the defaults.
    public init(plan: Plan, workers: Int) {
        self.plan = plan
        self.workers = workers
    }

    /// The core's defaults, but for the rate that an in-process controller is taken to have until it has measured its own.
    public static var defaultParameters: Parameters {
        var parameters = Parameters()
        parameters.assumedServiceRate = 1_000_000
        return parameters
    }
}
