public import Registration

/// When a device is switched on, and what it is.
public struct PowerOn: Hashable, Sendable {
    /// When, in virtual time.
    public var time: Nanoseconds
    /// Whether it is a gateway, which registers with priority.
    public var deviceClass: DeviceClass

    /// A device of this class that is switched on at `time`.
    public init(at time: Nanoseconds, deviceClass: DeviceClass = .phone) {
        self.time = time
        self.deviceClass = deviceClass
    }
}

extension StormScenario {
    /// When the last device is switched on that is not there from the beginning; zero for a fleet in service.
    var lastPowerOn: Nanoseconds {
        switch start {
        case .inService: .zero
        case .coldStart: powerOnSpread
        case .planned(let powerOns): powerOns.map(\.time).max() ?? .zero
        }
    }

    /// What is wrong with the power-ons of a planned start; `nil` for another start.
    func powerOnProblem() -> Problem? {
        guard case .planned(let powerOns) = start else { return nil }
        guard powerOns.count == devices else { return .outOfRange("start", allowed: "one power-on for each device") }
        let day = Nanoseconds.seconds(86_400)
        guard powerOns.allSatisfy({ $0.time >= .zero && $0.time <= day }) else {
            return .outOfRange("start", allowed: "power-ons at 0 to \(day.seconds) seconds")
        }
        // Two answers to the question of who is a gateway would be one too many.
        return gatewayShare == 0 ? nil : .outOfRange("gatewayShare", allowed: "0 where the plan says who is a gateway")
    }
}
