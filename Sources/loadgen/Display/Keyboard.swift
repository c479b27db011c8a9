import Dispatch
import Glibc
import Synchronization

/// Single keys from the terminal on standard input, without waiting for the end of a line and without echo.
///
/// Ctrl-C and Ctrl-Z mean what they always do. The terminal is given back as it was found by ``end()``.
final class Keyboard: Sendable {
    /// Sound to share: written once, and a source of Dispatch may be cancelled from any thread.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    /// How the terminal was found; `nil` once it was given back.
    private let found: Mutex<termios?>

    /// Keys from now on; `nil` where standard input is no terminal, or one that belongs to another process.
    init?(_ handle: @escaping @Sendable (UInt8) -> Void) {
        // To change the terminal from the background would stop the process.
        guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp() else { return nil }
        var settings = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        found = Mutex(settings)
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 else { return nil }
        let source = DispatchSource.makeReadSource(
            fileDescriptor: STDIN_FILENO, queue: DispatchQueue(label: "loadgen.keyboard"))
        unsafe self.source = source
        source.setEventHandler {
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
            // A terminal that is gone is always ready.
            guard count > 0 else { return source.cancel() }
            bytes[..<count].forEach(handle)
        }
        source.resume()
    }

    /// Gives the terminal back. More than once is once.
    func end() {
        unsafe source.cancel()
        found.withLock { found in
            guard var settings = found else { return }
            unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
            found = nil
        }
    }

    deinit { end() }
}
