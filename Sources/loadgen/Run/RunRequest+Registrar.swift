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

    /// - Throws: ``Failure`` with exit 64 for a value out of range.
    static func apply(_ options: RegistrarOptions, to settings: inout RegistrarSettings) throws {
        if let count = options.inFlight {
            settings.inFlightMax = try within(1...1_000_000, count, "--in-flight")
        }
        if let microseconds = options.timerResolution {
            let resolution = try within(0...10_000, microseconds, "--timer-resolution")
            settings.timerResolutionNanoseconds = Int64(resolution) * 1_000
        }
        if options.segmentationOffload { settings.offloadsSegmentation = true }
        if let count = options.sources { settings.sourceCount = try within(1...10_000, count, "--sources") }
        if let seconds = options.expires {
            settings.expiresSeconds = UInt32(try within(1...2_000_000_000, seconds, "--expires"))
        }
        if let password = options.password { settings.password = password }
    }

    private static func within(_ range: ClosedRange<Int>, _ value: Int, _ name: String) throws -> Int {
        guard range.contains(value) else {
            throw Failure(exit: .usage, message: "\(name): \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
