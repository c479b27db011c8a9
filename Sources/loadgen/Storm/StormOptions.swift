import ArgumentParser

/// The options that describe a storm, of `loadgen storm` and `loadgen search`. Their names are a contract.
struct StormOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Devices of the fleet. (default: the storm's, 100000)", valueName: "N"))
    var devices: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Registrations a second that each controller serves. (default: the storm's, 1000)", valueName: "R"))
    var rate: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Seconds that the primary is down. (default: the storm's, 300)", valueName: "S"))
    var outage: Double?

    @Option(
        help: ArgumentHelp(
            "One more thing that fails: KIND[=VALUE]@START[+LENGTH][/CONTROLLER] in seconds, such as crash@400+30/1 or "
                + "slowDown=0.5@360+60. Kinds: crash, slowDown, hang, wanFlap, clockStep, keepAliveLoss, messageLoss. May be given "
                + "more than once.",
            valueName: "fault"))
    var faults: [String] = []

    @Option(help: ArgumentHelp("Where all chance comes from. (default: 1)", valueName: "N"))
    var seed: UInt64?
}
