public import DeviceFleet
internal import Glibc
public import Simulation

/// Why a storm could not be played on real sockets.
public enum LiveStormError: Error, Hashable, Sendable {
    /// The scenario cannot be played at all.
    case invalid(StormScenario.Problem)
    /// The scenario has something that only a simulation can play, and what to take instead.
    case notLive(String, instead: String)
    /// There is no controller to start.
    case noProgram(path: String)
    /// A controller could not be started, or ended of itself; what it said last.
    case controller(Int, reason: String, said: String)
    /// No port was free at all addresses of the controllers.
    case noFreePort
    /// Files that controllers read and write could not be made.
    case files(code: Int32)
    /// The process may not have as many descriptors as the fleet's connections need.
    case tooFewDescriptors(needed: Int, limit: Int)
    /// The fleet could not open its sockets.
    case fleet(RegistrarError)
    /// Devices did not come into service before the storm.
    case notInService(missing: Int, devices: Int, seconds: Int)
    /// Whoever asked for it did not want it any more, before there was anything to tell.
    case cancelled
}

extension LiveStormError: CustomStringConvertible {
    /// What went wrong, and what to do.
    public var description: String {
        switch self {
        case .invalid(let problem): problem.description
        case .notLive(let what, let instead): "\(what) cannot be played on real sockets; \(instead)"
        case .noProgram(let path):
            "no controller at \(path): build it with \"swift build --product controller\" (with -c release beside a release build), or "
                + "say where it is with --controller PATH"
        case .controller(let index, let reason, let said):
            "controller \(index) \(reason)" + (said.isEmpty ? "" : "; it said: \(said)")
        case .noFreePort:
            "no port below those that the system hands out is free at all of the controllers' addresses; end what listens on every address there"
        case .files(let code):
            "files for the controllers could not be written: \(Self.text(code)); see that the folder for temporary files (TMPDIR) can be written"
        case .tooFewDescriptors(let needed, let limit):
            "\(needed) descriptors are needed and \(limit) allowed; take fewer devices or a higher rate, or raise the hard limit (ulimit -Hn)"
        case .fleet(let error): error.description
        case .notInService(let missing, let devices, let seconds):
            "\(missing) of \(devices) devices were not in service after \(seconds) s, before anything failed; take fewer devices or a higher "
                + "rate, or see what else this machine does"
        case .cancelled: "interrupted before the storm began"
        }
    }

    private static func text(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
