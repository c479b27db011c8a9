/// A load test as a file describes it. Every value may be missing; flags are put over it with ``overridden(by:)``.
///
///     seed: 7
///     devices: 1_000_000
///     target: core
///     profile: { name: poisson, rate: 50000 }
///     duration: 10
///     mix: { tokenCycle: 0.95, initial: 0.05 }
///     objectives: ["p99(token)<5ms"]
///     parameters: { queueDepthMax: 1000 }
public struct Scenario: Hashable, Sendable {
    /// The seed of the plan.
    public var seed: UInt64?
    /// The number of devices.
    public var devices: Int?
    /// What receives the load, as written.
    public var target: String?
    /// The profile and its settings.
    public var profile: ProfileSettings?
    /// How long arrivals come, in seconds.
    public var durationSeconds: Double?
    /// The number of workers.
    public var workers: Int?
    /// The admission law, as written.
    public var law: String?
    /// The queue's discipline, as written.
    public var discipline: String?
    /// Which share of arrivals is of which kind.
    public var mix: Mix?
    /// What the run must fulfil, as written; key `objectives.0` and so on in ``line(of:)``.
    public var objectives: [String]?
    /// Settings for whoever runs the plan, as written and in order; key `parameters.NAME` in ``line(of:)``.
    public var parameters: [Parameter] = []

    /// The file this came from; `nil` when it came from none.
    public private(set) var file: String?
    /// The line of each key given in the file. Only looked up, never walked: order plays no part.
    private var lines: [String: Int] = [:]

    /// A setting that only whoever runs the plan can interpret.
    public struct Parameter: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value as written, without quotes.
        public let text: String

        /// A setting of this name and value.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A scenario that leaves everything open; `file` is named in errors.
    public init(file: String? = nil) { self.file = file }

    /// The line of a key (`profile.rate`), or of the nearest key that contains it; `nil` when the file does not have it or
    /// a flag has replaced it.
    public func line(of key: String) -> Int? {
        var key = Substring(key)
        while true {
            if let line = lines[String(key)] { return line }
            guard let dot = key.lastIndex(of: ".") else { return nil }
            key = key[..<dot]
        }
    }

    /// Notes where a key stands.
    mutating func setLine(_ line: Int, of key: String) { lines[key] = line }

    /// Forgets where a key, and the keys within it, stand.
    mutating func removeLines(of key: String) {
        lines = lines.filter { $0.key != key && !$0.key.hasPrefix(key + ".") }
    }
}
