import ArgumentParser

/// The options of `loadgen run` that go with a registrar as its target. Their names are a contract.
struct RegistrarOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Registrars: devices that may be on their way at once. (default: 65536; 256 with --rate max)",
            valueName: "N"))
    var inFlight: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Registrars: microseconds that planned times are rounded up to, so that requests leave together; latency counts from the "
                + "rounded times. 0 sends each by itself, at two to three times the processor time. (default: 1000)",
            valueName: "us"))
    var timerResolution: Int?

    @Flag(
        help: ArgumentHelp(
            "SIP over UDP: requests of equal length that leave together are one to the system, which parts them where they leave "
                + "(UDP_SEGMENT). Less processor time; a capture on this machine sees them as one."))
    var segmentationOffload = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Registrars on this machine: addresses that devices send from, from 127.0.0.1 on. (default: as many as the ports of "
                + "their connections need)",
            valueName: "N"))
    var sources: Int?

    @Option(
        help: ArgumentHelp(
            "SIP: the password of every user, for a registrar that asks for one. (default: none)", valueName: "text"))
    var password: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("SIP: seconds that a registration is asked for. (default: 3600)", valueName: "S"))
    var expires: Int?

    @Option(
        help: ArgumentHelp(
            "Our controller: where it shows its metrics, such as http://127.0.0.1:8080/metrics. Read before and after; a run whose "
                + "counts disagree is invalid.",
            valueName: "url"))
    var targetMetrics: String?

    @Option(
        help: ArgumentHelp(
            "Other registrars: a command whose output ends in the number of registrations they have made so far, such as 'kamcmd "
                + "stats.get_statistics accepted_regs'. Run before and after, likewise.",
            valueName: "command"))
    var countCommand: String?

    /// The first option that was given, by its name; `nil` where none was.
    var firstGiven: String? {
        let given: [(String, Bool)] = [
            ("--in-flight", inFlight != nil), ("--timer-resolution", timerResolution != nil),
            ("--segmentation-offload", segmentationOffload), ("--sources", sources != nil),
            ("--password", password != nil), ("--expires", expires != nil),
            ("--target-metrics", targetMetrics != nil), ("--count-command", countCommand != nil),
        ]
        return given.first { $0.1 }?.0
    }
}
