import AdminHTTP
import Exposition
import LiveStorm
import Reporting
import Synchronization

/// What is known of a live storm at the moment, for whoever looks: written by the storm, read by scrapes. Thread-safe.
final class StormBoard: Sendable {
    private struct State {
        var storm = ""
        var law = ""
        var devices = 0
        var inService = 0
        var home = 0
        var secondsSinceReturn: Double?
    }

    private let state = Mutex(State())

    /// A storm begins.
    func begin(storm: String, law: String, devices: Int) {
        state.withLock { $0 = State(storm: storm, law: law, devices: devices) }
    }

    /// Notes how far it is, and says what a live page shows of that.
    func note(_ progress: LiveStormProgress) -> LiveEvent {
        let state = state.withLock { state in
            switch progress {
            case .starting: break
            case .comingIntoService(let count, _): state.inService = count
            case .storm(let home, _, let seconds):
                state.inService = state.devices
                state.home = home
                state.secondsSinceReturn = seconds
            }
            return state
        }
        let since = state.secondsSinceReturn.map { HumanFigures.seconds($0) } ?? "not yet"
        return LiveEvent(
            title: "\(state.storm) under \(state.law)",
            progress: state.devices > 0 ? Double(state.home) / Double(state.devices) : nil,
            facts: [
                ("Devices", "\(state.devices)"), ("Home", "\(state.home)"), ("Since the primary's return", since),
            ],
            curves: [
                LiveEvent.Curve(
                    id: "home", name: "Devices", unit: "",
                    lines: [("home", Double(state.home)), ("were in service", Double(state.inService))])
            ])
    }

    /// Adds what is known.
    func write(into text: inout PrometheusText) {
        let state = state.withLock { $0 }
        guard !state.storm.isEmpty else { return }
        text.begin("loadgen_storm_info", .gauge, help: "Which storm is played; always 1.")
        text.add(labels: [("storm", state.storm), ("law", state.law)], UInt64(1))
        text.gauge("loadgen_storm_devices", help: "Devices of the storm.", Double(state.devices))
        text.gauge("loadgen_storm_devices_home", help: "Devices that are in service at home.", Double(state.home))
        if let seconds = state.secondsSinceReturn {
            text.gauge("loadgen_storm_since_return_seconds", help: "Seconds since the primary's return.", seconds)
        }
    }
}
