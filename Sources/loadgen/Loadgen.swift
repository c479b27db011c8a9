import ArgumentParser

/// The command-line tool.
@main
struct Loadgen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loadgen",
        abstract: "Measures how a controller survives a storm of registrations.",
        discussion: """
            Devices ask for tokens, register with them through a priority queue and land in the registration table, by the \
            million; loadgen records how long each of them waits and ends in two verdicts: whether the figures are valid, and \
            whether they meet your objectives.

            Without arguments it measures the controller of this package with 1,000,000 devices: what the generator itself can \
            do (null), how fast the controller goes (saturate), and how long requests take at half that rate (constant).

              loadgen                                 these three phases
              loadgen run --profile saturate          one cycle per device
              loadgen run --profile poisson --rate 500000
              loadgen run storm.yaml --json r.json    a scenario from a file
              loadgen record storm.pcap > plan.yaml   a capture as a scenario
              loadgen storm                           an outage, and the way home of a fleet
              loadgen phone --interface veth1         one phone, from power-on, with a real controller
              loadgen compare a.json b.json           what changed
              loadgen report r.json --html r.html     a page with plots
              loadgen history h.sqlite                results over commits

            Exit codes: 0 pass; 1 unexpected failure; 2 objective missed; 3 regression; 4 run invalid; 5 no baseline; \
            64 usage; 65 bad scenario file; 130 interrupted (a partial report is still written).
            """,
        version: ToolFacts.version,
        subcommands: [
            Run.self, Record.self, Storm.self, PhoneCommand.self, Search.self, Merge.self, Compare.self, Report.self,
            HistoryCommand.self, Check.self, Validate.self, HotPathTimes.self, GateCommand.self, Instructions.self,
        ],
        defaultSubcommand: Run.self)
}
