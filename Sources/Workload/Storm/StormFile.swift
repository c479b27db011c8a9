public import Documents

/// A storm as a file describes it: who is there, what fails when, and what must hold. Every value may be missing.
///
///     summary: A primary that comes back slow.
///     devices: 100_000
///     rate: 1000
///     outage: { at: 10, for: 300, keepsMemory: false }
///     faults:
///       - { kind: slowDown, factor: 0.5, controller: 0, at: 360, for: 60 }
///     objectives: ["T99<120s"]
///
/// Times are in seconds, shares are fractions of 1. What whoever plays the storm does not take it says at ``line(of:)``.
public struct StormFile: Hashable, Sendable {
    /// What the storm is about, in a sentence.
    public var summary: String?
    /// Numbers by their keys: `devices`, `rate`, `outage.for`, `misbehaviour.neverReturns` and so on; see ``numberKeys``.
    public var numbers: [String: Double] = [:]
    /// Yes or no by their keys; see ``flagKeys``.
    public var flags: [String: Bool] = [:]
    /// Words by their keys; see ``wordKeys``.
    public var words: [String: String] = [:]
    /// The seed.
    public var seed: UInt64?
    /// What fails besides the outage, in the order of the file; key `faults.0` and so on in ``line(of:)``.
    public var faults: [FaultDescription] = []
    /// What must hold, as written; key `objectives.0` and so on.
    public var objectives: [String] = []
    /// Parameters of the controllers, as written and in order; key `parameters.NAME`.
    public var parameters: [Scenario.Parameter] = []
    /// The file this came from.
    public let file: String
    /// The line of each key given. Only looked up, never walked.
    private var lines: [String: Int] = [:]

    /// A storm that leaves everything open.
    public init(file: String) { self.file = file }

    /// The line of a key, or of the nearest key that contains it; `nil` when the file does not have it.
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

    /// The error of a value that nobody takes, at its line.
    public func error(_ key: String, _ message: String, allowed: String?, suggestion: String? = nil) -> DocumentError {
        DocumentError(
            file: file, line: line(of: key) ?? 0, key: key, message: message, allowed: allowed, suggestion: suggestion)
    }

    /// The keys that hold numbers.
    public static let numberKeys = [
        "devices", "gateways", "powerOn", "controllers", "rate", "limit", "outage.at", "outage.for", "network.latency",
        "network.jitter", "network.loss", "network.duplication", "device.keepAlive", "device.missesMax", "device.watch",
        "device.responseTimeout", "misbehaviour.ignoresRetryTimes", "misbehaviour.reusesExpiredToken",
        "misbehaviour.duplicatesRequests", "misbehaviour.neverReturns",
    ]
    /// The keys that hold yes or no.
    public static let flagKeys = ["outage.keepsMemory"]
    /// The keys that hold a word.
    public static let wordKeys = ["law", "start", "assignment"]
}
