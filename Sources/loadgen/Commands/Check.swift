import ArgumentParser
import Measurement

/// `loadgen check`.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks at the machine before a run: cores, clock, descriptors, memory.",
        discussion: "Exits 0 when a run can be trusted here, 4 when something would make it invalid.")

    @Option(parsing: .unconditional, help: ArgumentHelp("How many devices the run is to have.", valueName: "N"))
    var devices = 1_000_000

    func run() throws {
        guard devices > 0 else {
            throw Failure(exit: .usage, message: "--devices \(devices): at least 1").end()
        }
        let checks = Preflight(clock: .calibrated(), deviceCount: devices).checks()
        let width = checks.map(\.name.count).max() ?? 0
        for check in checks {
            let mark =
                switch check.status {
                case .ok: "ok     "
                case .warning: "warning"
                case .failure: "FAILURE"
                }
            print("\(mark)  \(check.name)\(String(repeating: " ", count: width - check.name.count))  \(check.value)")
            if check.status != .ok { print("         \(check.advice)") }
        }
        if checks.contains(where: { $0.status == .failure }) {
            throw ArgumentParser.ExitCode(ToolExit.invalidRun.rawValue)
        }
    }
}
