import Foundation
import TestSupport
import Testing

/// `--help` teaches.
@Suite struct HelpTests {
    @Test("The help of run names every option of the contract")
    func run() throws {
        let output = try Tool.run(["run", "--help"])
        #expect(output.status == 0)
        for option in [
            "--target", "--devices", "--profile", "--rate", "--duration", "--workers", "--seed", "--law",
            "--discipline",
            "--objective", "--json", "--html", "--history", "--hlog", "--quiet",
        ] {
            #expect(output.standardOutput.contains(option), "\(option)")
        }
    }

    @Test("The tool's help names its subcommands and exit codes")
    func tool() throws {
        let help = try Tool.run(["--help"]).standardOutput
        for word in ["run (default)", "merge", "compare", "report", "history", "check", "validate", "130 interrupted"] {
            #expect(help.replacingOccurrences(of: "\n", with: " ").contains(word), "\(word)")
        }
    }

    @Test(
        "Help fits eighty columns",
        arguments: [
            [], ["run"], ["record"], ["storm"], ["phone"], ["search"], ["merge"], ["compare"], ["report"],
            ["history"], ["history", "show"], ["history", "add"], ["history", "export"], ["check"], ["validate"],
        ])
    func width(command: [String]) throws {
        let help = try Tool.run(command + ["--help"]).standardOutput
        let longest = help.split(separator: "\n").map(\.count).max() ?? 0
        #expect(longest > 0 && longest <= 80)
    }
}
