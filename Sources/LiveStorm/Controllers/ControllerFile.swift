internal import DeviceFleet
internal import Devices
internal import Registration
internal import Simulation

/// The configuration file of a controller of a live storm: what the scenario says of it.
struct ControllerFile {
    /// What is played, with its parameters.
    let scenario: StormScenario
    /// What devices speak.
    let scheme: RegistrarAddress.Scheme
    /// Which of the controllers it is.
    let index: Int
    /// Where it listens.
    let place: InternalAddress
    /// The factor on its service rate at the moment.
    let speed: Double

    /// The registrations a second that a controller may serve: one that serves nothing says so by a rate that never comes due, as zero stands for
    /// no limit.
    static func serviceRate(_ rate: Double) -> Double { max(rate, 1e-5) }

    /// The text of the file.
    var text: String {
        let devices = max(scenario.devices, 64)
        let gateways = Int((scenario.gatewayShare * Double(scenario.devices)).rounded(.up))
        let places = scenario.queueCapacity ?? max(scenario.devices, 1_024)
        // A device that comes again may draw new lines before its old ones are free.
        let lines = 2 * (2 * devices + 16 * gateways) + 4_096
        let interval = scenario.device.keepAliveInterval.count / 1_000_000_000
        // Whoever waits for its time says nothing for as long: that is no reason to hang up.
        let silence = max(30, min(interval + 1, 3_600))
        return """
            name: live-\(index)
            listen: { sccp: "\(scheme == .sccp ? "\(place)" : "off")", sip: "\(scheme == .sccp ? "off" : "\(place)")", admin: "\(admin)" }
            eventLoops: 1
            capacity: { devices: \(devices + devices / 4), exchanges: \(4 * devices + 1_024), queue: \(places) }
            law: \(law)
            serviceRatePerSecondMax: \(Self.serviceRate(scenario.serviceRate(of: index) * speed))
            lines: { perPhone: 2, perGateway: 16, count: \(lines) }
            sccp: { keepAliveSeconds: \(silence), secondaryKeepAliveSeconds: \(silence) }
            parameters:
            \(parameters)
            """ + "\n"
    }

    /// A port that the system chooses, anew at each start.
    private var admin: String { "\(InternalAddress(ipv4: place.ipv4 ?? 0, port: 0)):0" }

    private var law: String {
        switch scenario.law {
        case .open: "open"
        case .fixed60, .retryAfter5, .fullJitter, .rfc5626, .threshold: "threshold"
        case .tokenBucket: "tokenBucket"
        case .aimd: "aimd"
        case .gradient: "gradient"
        case .calendar: "calendar"
        }
    }

    /// Every parameter with its value; a list without elements is left out, as that is what it is without.
    private var parameters: String {
        let parameters =
            scenario.parameters ?? scenario.law.parameters(serviceRatePerSecond: scenario.serviceRate(of: index))
        return ParameterField.all.compactMap { field in
            let text = field.text(in: parameters)
            return text.isEmpty ? nil : "  \(field.name): \"\(text)\""
        }.joined(separator: "\n")
    }
}
