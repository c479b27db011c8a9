import ArgumentParser

/// `loadgen history`.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows results over commits, and where figures changed for good.",
        discussion: """
            A history is a file that --history of a run, a storm or a search adds its result to. Results of the same plan on the same target \
            and machine are one subject; its figures are followed over time, and where the values are others from some result on than \
            before, that is marked. A change shows once about five results follow it. Results that are not valid are kept, and not followed; a \
            run that is interrupted is not kept.

              loadgen run --profile saturate --history h.sqlite
              loadgen history h.sqlite
              loadgen history h.sqlite --figure requests
              loadgen history h.sqlite --html h.html
              loadgen history add h.sqlite results/*.json
              loadgen history export h.sqlite > h.openmetrics
            """,
        subcommands: [ShowHistory.self, AddToHistory.self, ExportHistory.self],
        defaultSubcommand: ShowHistory.self)
}
