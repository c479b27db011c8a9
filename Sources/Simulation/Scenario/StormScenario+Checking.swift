internal import Devices
internal import Registration

extension StormScenario {
    /// What is wrong with a scenario.
    public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// A figure lies outside of what the simulation plays.
        case outOfRange(String, allowed: String)

        /// One sentence for people.
        public var description: String {
            switch self {
            case .outOfRange(let name, _): description(naming: name)
            }
        }

        /// The same sentence, with the figure called as whoever gave it called it.
        public func description(naming name: String) -> String {
            switch self {
            case .outOfRange(_, let allowed): "\(name) must be \(allowed)"
            }
        }
    }

    /// The first problem of the scenario, `nil` when it can be played.
    public func problem() -> Problem? {
        func check(_ holds: Bool, _ name: String, _ allowed: String) -> Problem? {
            holds ? nil : .outOfRange(name, allowed: allowed)
        }
        let day = Nanoseconds.seconds(86_400)
        // A ping and its answer must be over before the next.
        let keepAliveMin = max(.seconds(1), (network.latency + network.jitter) * 4)
        let spans: [(String, Nanoseconds, shortest: Nanoseconds)] = [
            ("powerOnSpread", powerOnSpread, .zero), ("outageStart", outageStart, .zero),
            ("outageLength", outageLength == StormFault.forever ? .zero : outageLength, .zero),
            ("timeLimit", timeLimit, .seconds(1)),
            ("device.keepAliveInterval", device.keepAliveInterval, keepAliveMin),
            ("device.watchInterval", device.watchInterval, .seconds(1)),
            ("device.responseTimeout", device.responseTimeout, .milliseconds(100)),
            ("device.queuedPatience", device.queuedPatience, .milliseconds(100)),
            ("device.unansweredPatience", device.unansweredPatience, .milliseconds(100)),
            ("device.impatience", device.impatience, .milliseconds(100)),
        ]
        for (name, span, shortest) in spans where span < shortest || span > day {
            return .outOfRange(name, allowed: "\(shortest.seconds) to \(day.seconds) seconds")
        }
        for rate in serviceRatesPerSecond where !(rate >= 0 && rate <= 1e6) {
            return .outOfRange("serviceRatesPerSecond", allowed: "0 to 1,000,000")
        }
        for fault in faults {
            if let problem = fault.problem(controllers: controllers) { return problem }
        }
        // The number of devices first: it is what a plan's power-ons are held against.
        let counts = check((1...4_000_000).contains(devices), "devices", "1 to 4,000,000")
        if let problem = counts ?? powerOnProblem() { return problem }
        return check((1...16).contains(controllers), "controllers", "1 to 16")
            ?? check(!serviceRatesPerSecond.isEmpty, "serviceRatesPerSecond", "at least one figure")
            ?? check((0...1).contains(gatewayShare), "gatewayShare", "0 to 1")
            ?? check((1...15).contains(device.missedKeepAlivesMax), "device.missedKeepAlivesMax", "1 to 15")
            ?? check((1...15).contains(device.attemptsMax), "device.attemptsMax", "1 to 15")
            ?? check(queueCapacity.map { (2...4_194_304).contains($0) } ?? true, "queueCapacity", "2 to 4,194,304")
            ?? check(faults.count <= 1_000, "faults", "at most 1,000")
            ?? misbehaviour.problem() ?? network.problem()
    }
}
