import Foundation
import Glibc

/// A process that this one started and reaps. Used by one thread at a time.
///
/// Not Foundation's `Process`: that takes a program for ended which closes the descriptors it inherits, as servers do, and then waits for its end
/// before it hears of any other's; and it passes on the signals that a thread of Dispatch blocks.
@safe
final class SpawnedProcess {
    /// The number by which the system knows it.
    let identifier: pid_t
    /// How it ended, as `waitpid` tells; `nil` while it runs. From then on the number may be another's.
    private var endStatus: Int32?

    /// Starts a program with no input, no signal blocked, and files for what it writes.
    ///
    /// - Throws: `POSIXError` where the system cannot.
    init(_ program: String, _ arguments: [String], in folder: String?, output: String, errors: String) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (descriptor, path) in [(1, output), (2, errors)] as [(Int32, String)] {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var identifier: pid_t = 0
        // The shell goes into the folder, and gives its place, and with it its id, to the program.
        let words = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] } ?? [program]
        let status = unsafe Self.withStrings(words + arguments) { argv in
            unsafe posix_spawn(&identifier, words[0], &actions, &attributes, argv, environ)
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL) }
        self.identifier = identifier
    }

    deinit { kill() }

    /// Whether it has not ended yet.
    var isRunning: Bool {
        if endStatus == nil {
            var status: Int32 = 0
            if unsafe waitpid(identifier, &status, WNOHANG) == identifier { endStatus = status }
        }
        return endStatus == nil
    }

    /// Whether it ended of itself, and its exit code or the signal that ended it; `nil` while it runs.
    var end: (hasExited: Bool, status: Int32)? {
        guard !isRunning, let endStatus else { return nil }
        let signal = endStatus & 0x7F
        return signal == 0 ? (true, endStatus >> 8 & 0xFF) : (false, signal)
    }

    /// Sends it a signal; does nothing when it has ended.
    func signal(_ number: Int32) { if isRunning { Glibc.kill(identifier, number) } }

    /// Ends it at once, and waits until it has ended.
    func kill() {
        signal(SIGKILL)
        while isRunning { usleep(1_000) }
    }

    /// Calls `body` with the texts as C has them, which live until it returns.
    private static func withStrings<Result>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with an end has a place") }
            return unsafe body(base)
        }
    }
}
