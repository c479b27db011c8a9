import LiveStorm
import Reporting

/// What a live storm's screen shows: how far it is, and how its devices came home.
struct StormCourse {
    private let title: String
    /// Devices that can be home at once at the least time possible, a second.
    private let ratePerSecond: Double
    private var home: [Double?] = []
    private var secondsShown = -1

    private static let secondsMax = 100

    /// The course of a storm that begins.
    init(storm: String, law: String, devices: Int, ratePerSecond: Double) {
        title = "\(storm) live under \(law), \(HumanFigures.count(UInt64(clamping: devices))) devices"
        self.ratePerSecond = ratePerSecond
    }

    /// What to show while the storm is played in virtual time first.
    var simulation: LiveFigures { figures(nil, "simulating", []) }

    /// What to show of this moment.
    mutating func figures(after progress: LiveStormProgress) -> LiveFigures {
        switch progress {
        case .starting: return figures(nil, "controllers are starting", [])
        case .comingIntoService(let count, let devices):
            return figures(Self.fraction(count, of: devices), "come into service", ["\(count) of \(devices)"])
        case .storm(let count, let devices, nil):
            return figures(Self.fraction(count, of: devices), "home; the primary is away", ["\(count) of \(devices)"])
        case .storm(let count, let devices, let seconds?):
            note(count, at: seconds)
            let least = ratePerSecond > 0 ? Double(devices) / ratePerSecond : 0
            return figures(
                Self.fraction(count, of: devices),
                "home, \(HumanFigures.seconds(seconds)) after the primary's return",
                ["\(count) of \(devices)", "at best in \(HumanFigures.seconds(least))"])
        }
    }

    private static func fraction(_ count: Int, of devices: Int) -> Double? {
        devices > 0 ? Double(count) / Double(devices) : nil
    }

    /// One value for each second.
    private mutating func note(_ count: Int, at seconds: Double) {
        guard seconds.isFinite, Int(seconds) > secondsShown else { return }
        secondsShown = Int(seconds)
        home.append(Double(count))
        if home.count > Self.secondsMax { home.removeFirst() }
    }

    private func figures(_ fraction: Double?, _ time: String, _ devices: [String]) -> LiveFigures {
        let top = home.compactMap(\.self).max() ?? 0
        return LiveFigures(
            title: title, doneFraction: fraction, timeText: time,
            lines: devices.isEmpty ? [] : [LiveFigures.Line("devices", devices)],
            courses: [LiveFigures.Course("home", values: home, topText: HumanFigures.rate(top))])
    }
}
