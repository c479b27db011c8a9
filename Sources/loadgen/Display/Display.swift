import Foundation
import Reporting
import Synchronization

/// Shows how long work is doing, beside its results: a screen on a terminal, with keys, or now and then a line where errors go elsewhere.
///
/// Thread-safe. What is shown goes to standard error, so that results can be piped; at the end nothing of a screen is left.
final class Display: Sendable {
    /// How it is shown.
    enum Kind: Sendable {
        /// Not at all.
        case none
        /// A line every ten seconds.
        case lines
        /// A screen that is drawn over and over.
        case screen
    }

    private struct State {
        /// Lines on the screen that the next ones replace.
        var lineCount = 0
        /// When a line was written last, in seconds of the system's uptime.
        var writtenAt: TimeInterval
    }

    private let kind: Kind
    private let keyboard: Keyboard?
    private let keys: [String]
    private let style: TerminalStyle
    private let state: Mutex<State>

    /// Seconds from one plain line to the next.
    private static let linePeriod: TimeInterval = 10

    /// A display of a kind; where it is a screen and keys can be read, `handle` is told each key, on a queue of its own.
    init(_ kind: Kind, keys: [KeyMeaning] = [], handle: @escaping @Sendable (KeyMeaning) -> Void = { _ in }) {
        self.kind = kind
        keyboard =
            kind == .screen && !keys.isEmpty
            ? Keyboard { key in keys.first { $0.keys.contains(key) }.map(handle) } : nil
        self.keys = keyboard == nil ? [] : keys.map(\.help)
        style = Terminal.errorStyle
        state = Mutex(State(writtenAt: ProcessInfo.processInfo.systemUptime))
    }

    /// The kind that suits where standard error goes.
    static func suitableKind(isQuiet: Bool) -> Kind {
        if isQuiet { return .none }
        return Terminal.isErrorTerminal && !Terminal.isDumb ? .screen : .lines
    }

    /// Shows these figures in place of the last ones.
    func show(_ figures: LiveFigures) {
        switch kind {
        case .none: return
        case .lines: writeLine(figures)
        case .screen: draw(figures)
        }
    }

    /// Takes the screen away; it can be shown again.
    func clear() {
        guard kind == .screen else { return }
        state.withLock { state in
            StandardError.write(Self.clearing(state.lineCount))
            state.lineCount = 0
        }
    }

    /// Gives the keyboard back, at the end or where the process may be killed next. More than once is once.
    func releaseKeyboard() { keyboard?.end() }

    // MARK: Output

    private func draw(_ figures: LiveFigures) {
        let size = Terminal.errorSize
        // The last column stays free: where a terminal wraps, a full line counts as two.
        let screen = LiveScreen(columnCount: size.columns - 1, style: style, keys: keys)
        let lines = screen.lines(figures).prefix(max(size.rows - 1, 1))
        state.withLock { state in
            StandardError.write(Self.clearing(state.lineCount) + lines.joined(separator: "\n") + "\n")
            state.lineCount = lines.count
        }
    }

    /// To the beginning of the first of so many lines above, with all below it erased.
    private static func clearing(_ lineCount: Int) -> String { lineCount > 0 ? "\u{1B}[\(lineCount)F\u{1B}[J" : "" }

    private func writeLine(_ figures: LiveFigures) {
        let now = ProcessInfo.processInfo.systemUptime
        let isDue = state.withLock { state in
            guard now - state.writtenAt >= Self.linePeriod else { return false }
            state.writtenAt = now
            return true
        }
        guard isDue else { return }
        let words = [figures.title, figures.timeText] + figures.lines.flatMap(\.figures)
        StandardError.write(words.filter { !$0.isEmpty }.joined(separator: ", ") + "\n")
    }
}
