import DeviceFleet
import LoadEngine
import Measurement
import Workload

/// What a registrar as the target changes of a run.
extension RunRequest {
    /// Completes a plan against a registrar. With a rate alone each device comes once. SIP registrars but ours know no tokens, so devices
    /// ask for none unless the mix says so. One worker leaves the other processors to the registrar. A recorded plan says the rest itself.
    static func suit(_ address: RegistrarAddress, _ request: inout PlanRequest) {
        request.workers = request.workers ?? 1
        guard request.profile?.kind != .recorded else { return }
        if request.mix == nil, address.scheme != .sccp { request.mix = .initialOnly }
        request.devices = request.devices ?? 10_000
        guard request.profile?.kind == nil else { return }
        guard let rate = request.profile?[.rate], rate > 0 else {
            request.profile = ProfileSettings(kind: .saturate)
            return
        }
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = rate
        request.profile = profile
        let devices = Double(request.devices ?? PlanRequest.defaultDevices)
        request.durationSeconds =
            request.durationSeconds ?? min(max((devices / rate).rounded(.up), 1), PlanLimits.durationSecondsMax)
    }

    /// - Throws: ``Failure`` with exit 64 for an option that says nothing of a registrar.
    static func checkRegistrarOptions(_ options: RunOptions, for address: RegistrarAddress) throws {
        if options.law != nil || options.discipline != nil {
            throw Failure(
                exit: .usage, message: "--law and --discipline are those of the core; a registrar has its own")
        }
        if options.registrar.segmentationOffload, address.scheme != .sip {
            throw Failure(exit: .usage, message: "--segmentation-offload goes with sip://, which is over UDP")
        }
        if options.registrar.targetMetrics != nil, options.registrar.countCommand != nil {
            throw Failure(exit: .usage, message: "--target-metrics or --count-command: one count is enough")
        }
    }

    /// Options are parameters by other names: what those take is said in one place.
    ///
    /// - Throws: ``Failure`` with exit 64 for a value out of range.
    static func apply(_ options: RegistrarOptions, to settings: inout RunSettings) throws {
        try set("inFlightMax", options.inFlight, as: "--in-flight", in: &settings)
        try set("sourceCount", options.sources, as: "--sources", in: &settings)
        try set("expiresSeconds", options.expires, as: "--expires", in: &settings)
        if let microseconds = options.timerResolution {
            let most = RegistrarSettings.timerResolutionNanosecondsMax / 1_000
            guard (0...most).contains(Int64(microseconds)) else {
                throw Failure(exit: .usage, message: "--timer-resolution: 0 to \(most)")
            }
            settings.registrar.timerResolutionNanoseconds = Int64(microseconds) * 1_000
        }
        if options.segmentationOffload { settings.registrar.offloadsSegmentation = true }
        if let password = options.password { settings.registrar.password = password }
    }

    private static func set(
        _ parameter: String, _ value: Int?, as option: String, in settings: inout RunSettings
    ) throws {
        guard let value else { return }
        do {
            try ParameterSetting.apply(parameter, "\(value)", to: &settings)
        } catch .badValue(let allowed) {
            throw Failure(exit: .usage, message: "\(option): \(allowed)")
        }
    }
}
