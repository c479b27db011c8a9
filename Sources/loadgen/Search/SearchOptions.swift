import ArgumentParser

/// The options of `loadgen search`. Their names are a contract; those that describe a run or a storm mean what they mean there.
struct SearchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What must hold. Figures of storms, such as 'T99<120s', search a storm; others, such as 'p99(token)<5ms', search "
                + "runs.",
            valueName: "expression"))
    var objective: String

    @Option(
        help: ArgumentHelp(
            "What to drive: devices (the most), rate (the most cycles a second of a run, the fewest registrations a second of a "
                + "storm's controllers), or detection-spread (of a storm: the shortest interval at which devices look for "
                + "their controller, in service and while a backup serves them).",
            valueName: "quantity"))
    var over: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("No smaller value is tried. (default: 1; 5 for a spread)", valueName: "X"))
    var least: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("No larger value is tried. (default: by what is searched)", valueName: "X"))
    var most: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("Devices, to begin with or throughout.", valueName: "N"))
    var devices: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("The rate, to begin with or throughout.", valueName: "R"))
    var rate: Double?

    @Option(
        help: ArgumentHelp("Where chance comes from; the confirming run takes the next. (default: 1)", valueName: "N"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The law of admission. (default: calendar)", valueName: "name"))
    var law: String?

    @Option(help: ArgumentHelp("Runs: the target, see 'loadgen run'. (default: core)", valueName: "target"))
    var target: String?

    @Option(help: ArgumentHelp("Runs: the profile. (default: constant)", valueName: "name"))
    var profile: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Runs: seconds that each lasts. (default: 2)", valueName: "S"))
    var duration: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("Storms: seconds that the primary is down.", valueName: "S"))
    var outage: Double?

    @Option(help: ArgumentHelp("Storms: one more thing that fails, see 'loadgen storm'.", valueName: "fault"))
    var faults: [String] = []

    @OptionGroup(title: "Registrar options") var registrar: RegistrarOptions

    @OptionGroup var output: ResultOptions

    @Flag(help: "The answer alone, without the runs on the way.")
    var quiet = false
}
