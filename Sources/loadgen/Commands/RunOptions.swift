import ArgumentParser
import LoadEngine
import Workload

/// The options of `loadgen run`. Their names are a contract.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to load: core (the controller, in this process), null, or a registrar: sip://HOST[:PORT], "
                + "sip+tcp://HOST[:PORT] or sccp://HOST[:PORT].",
            valueName: "target"))
    var target: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many devices there are. (default: 1000000)", valueName: "N"))
    var devices: Int?

    @Option(
        help: ArgumentHelp(
            "When requests come: saturate (one cycle per device, as fast as possible), or an open loop that is constant, "
                + "poisson, ramp, step or spike. A file can also list its arrivals: recorded.",
            valueName: "name"))
    var profile: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Cycles a second of an open loop: its mean, its end (ramp, step) or its peak; or max, for as many as the target takes.",
            valueName: "R|max"))
    var rate: RequestRate?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Seconds that an open loop lasts. (default: 10)", valueName: "S"))
    var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many times as fast as it came a recorded plan is played. (default: 1)", valueName: "X"))
    var speed: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads that play devices. (default: one per core)", valueName: "W"))
    var workers: Int?

    @Option(help: ArgumentHelp("Where the plan's chance comes from. (default: 1)", valueName: "N"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "The law of admission: open, threshold, tokenBucket, aimd, gradient or calendar. (default: calendar)",
            valueName: "name"))
    var law: String?

    @Option(
        help: ArgumentHelp("The order between tiers: strict, edf or drr. (default: edf)", valueName: "name"))
    var discipline: String?

    @Option(
        help: ArgumentHelp(
            "What must hold, such as 'p99(token)<5ms' or 'throughput>1000000'; may be given more than once.",
            valueName: "expression"))
    var objective: [String] = []

    @OptionGroup var output: ResultOptions

    @Option(help: ArgumentHelp("Write the histogram log here.", valueName: "path"))
    var hlog: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "While it runs, show metrics for Prometheus and a live page at this port of the loopback interface; 0 for one that is free.",
            valueName: "port"))
    var metricsPort: Int?

    @OptionGroup(title: "Registrar options") var registrar: RegistrarOptions

    @Flag(help: "No progress line and no report; results go to the files and the exit code.")
    var quiet = false
}
