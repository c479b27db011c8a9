import Foundation

/// A program of somebody else, run to its end: a process of its own that this test started and ends by its id.
enum Program {
    /// What a call came to.
    struct Output {
        var status: Int32
        var standardOutput: String
        var standardError: String
    }

    /// Why a program did not run to its end.
    enum Failure: Error, CustomStringConvertible {
        /// It is not there.
        case missing(name: String, package: String)
        /// It was ended after so many seconds.
        case hung(name: String, seconds: Double)

        /// What to do.
        var description: String {
            switch self {
            case .missing(let name, let package):
                "\(name) is missing: install the Debian package \(package) (apt-get install -y \(package))"
            case .hung(let name, let seconds): "\(name) did not end within \(seconds) s"
            }
        }
    }

    /// Runs a program of Debian's `package` in a folder, in which its output is kept meanwhile.
    ///
    /// - Parameter seconds: ends a call that hangs; how long others take is a matter of what else the machine does.
    static func run(
        _ name: String, of package: String, _ arguments: [String], in folder: TemporaryFolder, seconds: Double = 300
    ) throws -> Output {
        let path = "/usr/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure.missing(name: name, package: package)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        for file in ["\(name).out", "\(name).err"] { try folder.write("", to: file) }
        process.standardOutput = FileHandle(forWritingAtPath: folder.path("\(name).out"))
        process.standardError = FileHandle(forWritingAtPath: folder.path("\(name).err"))
        try process.run()
        let started = ContinuousClock.now
        while process.isRunning {
            if started.duration(to: .now) > .seconds(seconds) {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                throw Failure.hung(name: name, seconds: seconds)
            }
            usleep(5_000)
        }
        process.waitUntilExit()
        return Output(
            status: process.terminationStatus, standardOutput: folder.text(of: "\(name).out"),
            standardError: folder.text(of: "\(name).err"))
    }
}
