extension StormLibrary {
    /// Those made for real time.
    static let live = [
        Entry(
            name: liveName,
            yaml: """
                summary: In real time, the primary is killed and comes back without memory a minute later.
                devices: 10_000
                controllers: 3
                rate: 500
                device: { keepAlive: 5, watch: 10 }
                outage: { at: 5, for: 60 }
                limit: 300
                """),
        Entry(
            name: "live-hang",
            yaml: """
                summary: In real time, the primary hangs for a minute, and then goes on with all that it knew.
                devices: 10_000
                controllers: 3
                rate: 500
                device: { keepAlive: 5, watch: 10 }
                outage: { at: 5, for: 60, keepsMemory: true }
                limit: 300
                """),
        Entry(
            name: "live-slow",
            yaml: """
                summary: In real time, the primary is killed, comes back, and soon serves at half its rate.
                devices: 10_000
                controllers: 3
                rate: 500
                device: { keepAlive: 5, watch: 10 }
                outage: { at: 5, for: 60 }
                faults:
                  - { kind: slowDown, factor: 0.5, controller: 0, at: 75, for: 3600 }
                limit: 300
                """),
        Entry(
            name: "live-rolling-restart",
            yaml: """
                summary: In real time, three controllers that share the fleet are killed and started one after the other.
                devices: 10_000
                controllers: 3
                rate: 500
                assignment: balanced
                device: { keepAlive: 5, watch: 10 }
                outage: { at: 5, for: 40 }
                faults:
                  - { kind: crash, controller: 1, at: 90, for: 40 }
                  - { kind: crash, controller: 2, at: 175, for: 40 }
                limit: 300
                """),
    ]
}
