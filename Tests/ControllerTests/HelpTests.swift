import TestSupport
import Testing

/// `--help` teaches.
@Suite struct HelpTests {
    private static func help(_ arguments: [String]) throws -> String {
        let output = try RunningController.run(arguments)
        #expect(output.status == 0 && output.hasExited && output.standardError.isEmpty)
        return output.standardOutput
    }

    @Test("The help names options, commands, signals, examples and exit codes")
    func tool() throws {
        let help = try Self.help(["--help"]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for words in [
            "--sccp", "--sip", "--admin", "check", "SIGHUP", "SIGTERM", "ready", "/metrics", "PATCH", "127.0.0.1:2000",
            "127.0.0.1:5060", "127.0.0.1:8080", "or off", "Exit codes: 0 ended as asked; 1", "64 usage",
            "65 bad configuration", "CONTROLLER_LOG",
        ] {
            #expect(help.contains(words), "\(words)")
        }
    }

    @Test("Help fits eighty columns", arguments: [[], ["check"], ["serve"], ["provision"]])
    func width(command: [String]) throws {
        let longest = try Self.help(command + ["--help"]).split(separator: "\n").map(\.count).max() ?? 0
        #expect(longest > 0 && longest <= 80)
    }

    @Test("The tool says its version")
    func version() throws {
        #expect(try Self.help(["--version"]).wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
    }
}
