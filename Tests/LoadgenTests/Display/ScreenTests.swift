import Foundation
import TestSupport
import Testing

/// The screen that a person sees while the built `loadgen` is at work, in a terminal of tmux.
@Suite(.serialized) struct ScreenTests {
    private static let tool = BuiltTool("loadgen").path
    private static let openLoop = "\(tool) run --profile constant --rate 2000 --devices 5000"

    @Test("A run shows how far it is; + and - change its rate, q ends it with a report, and the terminal is as before")
    func keys() throws {
        let terminal = try TmuxTerminal()
        try terminal.type(
            "stty -a > before.$$; \(Self.openLoop) --duration 60; echo ended $?; stty -a | diff - before.$$ && echo same; rm before.$$"
        )
        let first = try terminal.wait(for: "a rate") { $0.contains("at 100 % of the plan's rate") }
        for word in ["constant on core, 5,000 devices", "p99 ", "priority 0", "s left", "q  end and report"] {
            #expect(first.contains(word), "\(word) in\n\(first)")
        }
        try terminal.press("+", "+", "-", "+")
        try terminal.wait(for: "a higher rate") { $0.contains("at 120 % of the plan's rate") }
        try terminal.press("-", "-", "-", "-")
        try terminal.wait(for: "a lower rate") { $0.contains("at 80 % of the plan's rate") }
        try terminal.press("q")
        let last = try terminal.wait(for: "the end") { $0.contains("ended 130") && $0.contains("same") }
        #expect(last.contains("changed by hand, 8") || last.contains("interrupted"), "\(last)")
        #expect(!last.contains("q  end and report"), "the screen is gone:\n\(last)")
    }

    @Test("Ctrl-C ends a run as q does, and gives the terminal back")
    func interrupt() throws {
        let terminal = try TmuxTerminal(columns: 60, rows: 20)
        try terminal.type(
            "\(Self.openLoop) --duration 60 > /dev/null; echo ended $?; stty | grep -c -e '-echo' -e '-icanon'")
        try terminal.wait(for: "a rate") { $0.contains("at 100 %") }
        try terminal.press("C-c")
        try terminal.wait(for: "the end, with echo and lines") { $0.contains("ended 130\n0") }
    }

    @Test("Colour is for those who want it", arguments: [true, false])
    func colour(isWanted: Bool) throws {
        let terminal = try TmuxTerminal(environment: isWanted ? [:] : ["NO_COLOR": "1"])
        try terminal.type("\(Self.openLoop) --duration 60 > /dev/null")
        try terminal.wait(for: "a rate") { $0.contains("at 100 %") }
        let screen = try terminal.screen(escapes: true)
        #expect(screen.contains("\u{1B}[1mconstant on core") == isWanted, "\(screen.debugDescription)")
        try terminal.press("q")
    }

    @Test("A small terminal shows what fits", arguments: [(columns: 40, rows: 24), (columns: 100, rows: 6)])
    func smallTerminal(columns: Int, rows: Int) throws {
        let terminal = try TmuxTerminal(columns: columns, rows: rows)
        try terminal.type("clear; \(Self.openLoop) --duration 60 > /dev/null; echo ended $?")
        try terminal.wait(for: "a bar") { $0.contains("[#") || $0.contains("[.") || $0.contains(" %") }
        usleep(2_500_000)
        let screen = try terminal.screen()
        #expect(screen.components(separatedBy: "constant on core").count == 2, "drawn once:\n\(screen)")
        try terminal.press("q")
        try terminal.wait(for: "the end") { $0.contains("ended 130") }
    }

    @Test("A storm shows how many laws were played, and q ends it")
    func storm() throws {
        let terminal = try TmuxTerminal()
        try terminal.type("\(Self.tool) storm --devices 400000 --rate 2000; echo ended $?")
        let screen = try terminal.wait(for: "the laws") { $0.contains("of 10 laws played") }
        #expect(screen.contains("primary-crash, 400,000 devices") && screen.contains("q  end and report"), "\(screen)")
        try terminal.press("q")
        try terminal.wait(for: "the end") { $0.contains("ended 130") }
    }

    @Test(
        "Where there is no terminal a line comes now and then, and none where quiet is asked for",
        arguments: [true, false])
    func plainLines(isQuiet: Bool) throws {
        let output = try Tool.run(
            ["run", "--profile", "constant", "--rate", "2000", "--devices", "5000", "--duration", "12"]
                + (isQuiet ? ["--quiet"] : []))
        let lines = output.standardError.split(separator: "\n").filter { $0.hasPrefix("constant on core") }
        #expect(lines.count == (isQuiet ? 0 : 1), "\(output.standardError)")
        #expect(lines.allSatisfy { $0.contains("of 12.0 s") && $0.contains("p99") && !$0.contains("\u{1B}") })
    }

    @Test("A terminal that cannot move its cursor gets lines")
    func dumb() throws {
        let terminal = try TmuxTerminal()
        try terminal.type("TERM=dumb \(Self.openLoop) --duration 2 > /dev/null; echo ended $?")
        let screen = try terminal.wait(for: "the end") { $0.contains("ended 0") || $0.contains("ended 4") }
        #expect(!screen.contains("of the plan's rate"), "\(screen)")
    }
}
