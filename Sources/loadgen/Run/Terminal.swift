import Foundation
import Reporting

/// What the tool knows of where its output goes.
enum Terminal {
    /// Colour only on a terminal, and not where `NO_COLOR` asks for none.
    static var style: TerminalStyle { isatty(STDOUT_FILENO) == 1 && !refusesColour ? .colour : .plain }

    /// The same of standard error.
    static var errorStyle: TerminalStyle { isErrorTerminal && !refusesColour ? .colour : .plain }

    private static var refusesColour: Bool {
        ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }

    /// Whether a line that rewrites itself can be shown.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether the terminal cannot move its cursor.
    static var isDumb: Bool { ["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "") }

    /// How large the terminal on standard error is now; 80 by 24 where it does not say.
    static var errorSize: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
