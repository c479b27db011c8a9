/// The storms that come with the tool, each as the text of a file: what `loadgen storm` can name, and what a storm of one's own can
/// begin from.
///
/// All play with 100,000 devices and 1,000 registrations a second unless told otherwise, so that they can be compared; but for those whose
/// names begin with `live-`. These are made for real time and one machine: 10,000 devices that ping often, 500 registrations a second.
public enum StormLibrary {
    /// One storm.
    public struct Entry: Hashable, Sendable {
        /// Its name on the command line.
        public let name: String
        /// Its file.
        public let yaml: String
    }

    /// The storm that is played when none is named.
    public static let defaultName = "primary-crash"

    /// The storm that is played on real sockets when none is named.
    public static let liveName = "live-crash"

    /// All of them, the default first.
    public static let entries = comparable + live

    /// Those that can be compared.
    private static let comparable = [
        Entry(
            name: defaultName,
            yaml: """
                summary: The primary of the whole fleet fails for five minutes and returns without memory.
                devices: 100_000
                controllers: 3
                rate: 1000
                assignment: sharedPrimary
                outage: { at: 10, for: 300 }
                """),
        Entry(
            name: "rolling-restart",
            yaml: """
                summary: Three controllers that share the fleet are restarted one after the other.
                devices: 100_000
                controllers: 3
                rate: 1000
                assignment: balanced
                outage: { at: 10, for: 120 }
                faults:
                  - { kind: crash, controller: 1, at: 400, for: 120 }
                  - { kind: crash, controller: 2, at: 800, for: 120 }
                """),
        Entry(
            name: "wan-flap",
            yaml: """
                summary: The line to the primary is cut, comes back, and is cut twice more while the fleet re-homes.
                devices: 100_000
                controllers: 3
                rate: 1000
                outage: { at: 10, for: 300, keepsMemory: true }
                network: { latency: 0.02, jitter: 0.02, loss: 0.001 }
                faults:
                  - { kind: wanFlap, controller: 0, at: 340, for: 5 }
                  - { kind: wanFlap, controller: 0, at: 360, for: 10 }
                """),
        Entry(
            name: "cold-start",
            yaml: """
                summary: Power comes back to a whole site; every device registers for the first time within half a minute.
                devices: 100_000
                controllers: 3
                rate: 1000
                assignment: balanced
                start: coldStart
                powerOn: 30
                outage: { at: 0, for: 0 }
                """),
        Entry(
            name: "slow-primary",
            yaml: """
                summary: The primary returns and serves at half its rate from the middle of the storm on.
                devices: 100_000
                controllers: 3
                rate: 1000
                outage: { at: 10, for: 300 }
                faults:
                  - { kind: slowDown, factor: 0.5, controller: 0, at: 360, for: 86000 }
                """),
        Entry(
            name: "mixed-gateways",
            yaml: """
                summary: Five in a hundred devices are gateways, which register with priority.
                devices: 100_000
                gateways: 0.05
                controllers: 3
                rate: 1000
                outage: { at: 10, for: 300 }
                """),
        Entry(
            name: "misbehaving",
            yaml: """
                summary: Five in a hundred devices ignore retry times, use expired tokens, or send everything twice.
                devices: 100_000
                controllers: 3
                rate: 1000
                outage: { at: 10, for: 300 }
                misbehaviour: { ignoresRetryTimes: 0.02, reusesExpiredToken: 0.01, duplicatesRequests: 0.02 }
                """),
        Entry(
            name: "mid-storm-crash",
            yaml: """
                summary: The primary crashes once more in the middle of the storm and forgets its tokens.
                devices: 100_000
                controllers: 3
                rate: 1000
                outage: { at: 10, for: 300 }
                faults:
                  - { kind: crash, controller: 0, at: 360, for: 20 }
                """),
    ]

    /// The storm of this name; `nil` when there is none.
    public static func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }
}
