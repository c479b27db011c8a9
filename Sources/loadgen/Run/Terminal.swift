import Foundation
import Reporting

/// What the tool knows of where its output goes.
enum Terminal {
    /// Colour only on a terminal, and not where `NO_COLOR` asks for none.
    static var style: TerminalStyle {
        let refuses = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isatty(STDOUT_FILENO) == 1 && !refuses ? .colour : .plain
    }

    /// Whether a line that rewrites itself can be shown.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
