/// What a run set out to do: key `plan` of the result file.
public struct PlanSummary: Codable, Equatable, Sendable {
    /// The number that all of the plan's random choices follow from.
    public var seed: UInt64
    /// A digest of the plan: two runs with one hash made the same requests at the same planned times.
    public var hash: String
    /// What the requests went to: "core", "null" or a later target.
    public var target: String
    /// The number of distinct devices.
    public var devices: Int
    /// The shape of the load over time, such as "saturate" or "poisson".
    public var profile: String
    /// Planned requests per second, averaged over the run; `nil` where the profile plans no rate.
    @OrNull public var ratePerSecond: Double?
    /// The planned length in seconds; where the profile has no end of its own, the seconds that it took.
    public var durationSeconds: Double
    /// The number of generator workers that ran at once.
    public var workers: Int
    /// How target and generator were set up, by the names that options and scenarios have for it: a controller in this process
    /// always with its `law` and `discipline`, everything else where it is not the default. `nil`, and left out of the file,
    /// where it is not known. No secret is among them.
    public var settings: [String: String]?

    /// A plan, described.
    public init(
        seed: UInt64, hash: String, target: String, devices: Int, profile: String, ratePerSecond: Double?,
        durationSeconds: Double, workers: Int, settings: [String: String]? = nil
    ) {
        self.seed = seed
        self.hash = hash
        self.target = target
        self.devices = devices
        self.profile = profile
        self.ratePerSecond = ratePerSecond
        self.durationSeconds = durationSeconds
        self.workers = workers
        self.settings = settings
    }

    /// The set-up in words: ``workersWords``, then ``settingsWords``.
    public var setUpWords: [String] { [workersWords] + settingsWords }

    /// How many workers, in words: "2 workers".
    public var workersWords: String { workers == 1 ? "1 worker" : "\(workers) workers" }

    /// The settings in words, such as "law calendar", in the order of their names.
    public var settingsWords: [String] {
        (settings ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    }
}
