import Measurement
import Workload

extension RunRequest {
    /// Refuses options that say what the arrivals of a recorded plan say already, rather than to mend or to drop what happened.
    ///
    /// - Throws: ``Failure`` with exit 64.
    static func checkOptions(_ options: RunOptions, over file: Scenario) throws(Failure) {
        guard file.profile?.kind == .recorded else {
            // A plan without arrivals is refused when it is made, with what it needs.
            guard options.speed == nil || options.profile == Profile.Kind.recorded.rawValue else {
                throw Failure(exit: .usage, message: "--speed goes with a recorded plan, as 'loadgen record' writes it")
            }
            return
        }
        if let speed = options.speed, !PlanLimits.speed.contains(speed) {
            throw Failure(exit: .usage, message: "--speed: \(PlanError.speedOutOfRange(speed))")
        }
        let given = [
            ("--profile", options.profile != nil), ("--rate", options.rate != nil),
            ("--duration", options.duration != nil), ("--devices", options.devices != nil),
        ]
        for (option, isGiven) in given where isGiven {
            throw Failure(
                exit: .usage,
                message:
                    "\(option) does not go with the recorded plan \(file.file ?? ""): its arrivals say who comes, when "
                    + "and with what. --speed plays them faster")
        }
    }

    /// The profile that `--speed` asks for, put over that of the options.
    static func applySpeed(_ options: RunOptions, to scenario: inout Scenario) {
        guard let speed = options.speed else { return }
        var settings = scenario.profile ?? ProfileSettings()
        settings[.speed] = speed
        scenario.profile = settings
    }
}
