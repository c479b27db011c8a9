internal import Foundation

/// A controller as a process of its own, which this one started: signals go to it by its id, and it ends with this value at the latest.
///
/// In a process group of its own, so that Ctrl-C at the terminal is for whoever started it. Used by one thread at a time.
@safe
final class ControllerProcess {
    /// The number by which the system knows the process.
    let identifier: pid_t
    /// Where its standard output is read.
    private let output: Int32
    /// What it said there.
    private(set) var text = ""
    /// Whether its end was seen; from then on the number may be another's.
    private var isReaped = false

    /// Starts a program.
    ///
    /// - Parameter log: the file that takes what it says on standard error.
    /// - Returns: the system's error where that is not possible.
    static func start(_ program: String, _ arguments: [String], log: String) -> Result<ControllerProcess, SystemError> {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return .failure(SystemError(code: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        let outcome = spawn(program, arguments, output: ends[1], log: log)
        switch outcome {
        case .success(let identifier): return .success(ControllerProcess(identifier, output: ends[0]))
        case .failure(let error):
            close(ends[0])
            return .failure(error)
        }
    }

    /// An error of the system.
    struct SystemError: Error {
        let code: Int32
    }

    private init(_ identifier: pid_t, output: Int32) {
        self.identifier = identifier
        self.output = output
    }

    deinit {
        kill()
        close(output)
    }

    // MARK: Starting

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, log: String
    ) -> Result<pid_t, SystemError> {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let environment = ProcessInfo.processInfo.environment.merging(["CONTROLLER_LOG": "error"]) { $1 }
        return unsafe withStrings([program] + arguments) { argv in
            unsafe withStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
                var identifier: pid_t = 0
                let status = unsafe posix_spawn(&identifier, program, &actions, &attributes, argv, envp)
                return status == 0 ? .success(identifier) : .failure(SystemError(code: status))
            }
        }
    }

    /// Calls `body` with the texts as C has them, which live until it returns.
    private static func withStrings<Result>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        // The array is not empty: it has its end.
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with an end has a place") }
            return unsafe body(base)
        }
    }

    // MARK: What it says

    /// What came of waiting for it.
    enum Progress {
        /// It said what was waited for.
        case said
        /// It ended.
        case ended
        /// It did neither in its time.
        case late
        /// Whoever waited did not want it any more.
        case cancelled
    }

    /// Waits until its output ends in `word`, so many seconds at most.
    func wait(for word: String, seconds: Int, isCancelled: () -> Bool) -> Progress {
        for _ in 0..<seconds * 100 {
            if text.hasSuffix(word) { return .said }
            if isCancelled() { return .cancelled }
            var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&watched, 1, 10) > 0 else { continue }
            var room = [UInt8](repeating: 0, count: 1_024)
            let count = unsafe read(output, &room, room.count)
            guard count > 0 else { return .ended }
            text += String(decoding: room.prefix(count), as: UTF8.self)
        }
        return text.hasSuffix(word) ? .said : .late
    }

    // MARK: Signals

    /// Whether it runs; one that has ended is done with.
    var isRunning: Bool {
        if !isReaped { isReaped = waitpid(identifier, nil, WNOHANG) == identifier }
        return !isReaped
    }

    /// Sends it a signal, where it runs.
    func signal(_ number: Int32) { if isRunning { Foundation.kill(identifier, number) } }

    /// Ends it at once, and waits until it has ended. Does nothing where it has.
    func kill() {
        guard isRunning else { return }
        Foundation.kill(identifier, SIGKILL)
        while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
        isReaped = true
    }
}
