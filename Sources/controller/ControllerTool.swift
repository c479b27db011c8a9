import ArgumentParser

/// The command-line tool.
@main
struct ControllerTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controller", abstract: "A controller that SCCP and SIP phones register with, through a storm.")
}
