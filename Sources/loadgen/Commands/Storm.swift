import Documents
import ArgumentParser
import LoadEngine
import Measurement
import Reporting
import Simulation
import Workload

/// `loadgen storm`.
struct Storm: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays an outage and the return of a whole fleet, in virtual time or on real sockets.",
        usage: "loadgen storm [<options>] [<storm>]",
        discussion: """
            The primary fails, its devices go over to their backups, it returns, and all want to be home at once. The same \
            controller code that serves real devices meets them, under each law of admission in turn, on the same seed; the table \
            compares how long it took and what it cost. Times are over the least time possible: 1 is perfect.

            Nothing is measured by the clock: the same storm gives the same file, byte for byte, on any machine.

              loadgen storm                          100,000 devices, 5 minutes of outage, all laws
              loadgen storm --list                   the storms that come with the tool
              loadgen storm mid-storm-crash --law calendar
              loadgen storm --devices 1000000 --rate 5000 --objective 'T99<240s'
              loadgen storm --print slow-primary > my.yaml; loadgen storm my.yaml
              loadgen storm --plan plan.yaml         a storm that was recorded

            With --live it is played in real time: three controllers are started as processes on loopback addresses, a fleet comes into service \
            over SCCP or SIP, the primary is killed with SIGKILL and started again, and the same figures are reported from real sockets, \
            next to the simulation's of the same storm. The controller's program must have been built beside this tool.

              loadgen storm --live                               the primary is killed (live-crash), SCCP
              loadgen storm live-hang --live --over sip          it hangs (SIGSTOP), SIP over UDP
              loadgen storm live-slow --live                     it serves at half its rate in the middle of the storm
              loadgen storm live-rolling-restart --live          each controller is killed and started in turn
              loadgen storm --live --devices 10000 --rate 500 --within 10 --objective 'overBound<1.1'

            Objectives of storms: T50, T90, T99, T100, withoutService (times), overBound, tokenRequests, utilisation (%). They \
            are held against the first --law, or calendar.
            """)

    @Argument(help: "A storm that comes with the tool, or a file in YAML. (default: \(StormLibrary.defaultName))")
    var storm: String?

    @Option(
        help: ArgumentHelp(
            "A scenario of 'loadgen run', such as 'loadgen record' writes: its devices are switched on at their first arrivals, "
                + "under each law. Of a storm named besides, all but the devices is played.",
            valueName: "path"))
    var plan: String?

    @OptionGroup var options: StormOptions

    @OptionGroup var liveOptions: LiveOptions

    @Option(
        help: ArgumentHelp(
            "A law to play, instead of all; may be given more than once. The first is shown in full.", valueName: "name"
        ))
    var law: [String] = []

    @Option(
        help: ArgumentHelp("What must hold, such as 'T99<120s'; may be given more than once.", valueName: "expression"))
    var objective: [String] = []

    @OptionGroup var output: ResultOptions

    @Flag(help: "List the storms that come with the tool, and play none.")
    var list = false

    @Option(
        help: ArgumentHelp("Print the file of a storm that comes with the tool, and play none.", valueName: "storm"))
    var print: String?

    @Flag(help: "No report; results go to the file and the exit code.")
    var quiet = false

    func run() throws {
        do {
            if list { return Swift.print(try Self.listing(), terminator: "") }
            if let name = print { return Swift.print(try Self.text(of: name)) }
            let code = try play()
            if code != .pass { throw ArgumentParser.ExitCode(code.rawValue) }
        } catch let failure as Failure {
            throw failure.end()
        } catch let error as DocumentError {
            throw Failure(exit: .badScenario, message: error.description).end()
        }
    }

    private func play() throws -> ToolExit {
        let isLive = liveOptions.live
        let request = try StormRequest(
            storm: storm ?? (isLive && plan == nil ? StormLibrary.liveName : nil), options: options, plan: plan)
        let named = try law.map { try StormRequest.law(named: $0) }
        // In real time one law is enough, unless more are asked for.
        let unasked = isLive ? [StormLaw.calendar] : StormLaw.allCases
        var laws: [StormLaw] = named.isEmpty ? request.law.map { [$0] } ?? unasked : []
        // A law named twice is played once.
        for law in named where !laws.contains(law) { laws.append(law) }
        let shown = named.first ?? request.law ?? .calendar
        let control = RunControl()
        let objectives = objective.isEmpty ? request.objectives : try objective.map(Self.objective)
        let settings = try liveOptions.settings()
        try output.check()
        let display = Display(Display.suitableKind(isQuiet: quiet), keys: [.end]) { _ in control.cancel() }
        let interrupt = Interrupt {
            control.cancel()
            display.releaseKeyboard()
        }
        defer {
            interrupt.end()
            display.releaseKeyboard()
        }
        var result =
            isLive
            ? try LiveStormSession(
                request: request, laws: laws, shown: shown, objectives: objectives, settings: settings,
                within: liveOptions.within, display: display, metricsPort: liveOptions.metricsPort, control: control
            ).play()
            : try StormSession(
                request: request, laws: laws, shown: shown, objectives: objectives, display: display, control: control
            ).play()
        guard !result.storms.isEmpty else {
            throw Failure(exit: .interrupted, message: "interrupted before a law was played to its end")
        }
        result.command = RepeatCommand.text(of: CommandLine.arguments)
        let isComplete = isLive ? !control.isCancelled : result.storms.count == laws.count
        try output.write(result, isWhole: isComplete)
        if !quiet {
            Swift.print(StormReport(result, law: shown.label, style: Terminal.style).text, terminator: "")
        }
        return isComplete ? ToolExit(result.verdict) : .interrupted
    }

    private static func objective(_ text: String) throws -> Objective {
        do {
            return try Objective(parsing: text)
        } catch {
            throw Failure(exit: .usage, message: "--objective \(error)")
        }
    }

    private static func text(of name: String) throws -> String {
        guard let entry = StormLibrary.entry(name) else {
            let names = StormLibrary.entries.map(\.name)
            throw Failure(exit: .usage, message: "--print " + Failure.unknown(name, "storm", among: names))
        }
        return entry.yaml
    }

    private static func listing() throws -> String {
        let width = StormLibrary.entries.map(\.name.count).max() ?? 0
        return try StormLibrary.entries.map { entry in
            let summary = try StormFile(yaml: Array(entry.yaml.utf8), file: entry.name).summary ?? ""
            return entry.name + String(repeating: " ", count: width - entry.name.count) + "  " + summary + "\n"
        }.joined()
    }
}
