internal import Foundation

/// A controller that the benchmark starts, looks at and ends.
final class ControllerProcess {
    /// Why it is of no use.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The ports where it listens.
    private(set) var sccpPort = 0
    private(set) var sipPort = 0
    fileprivate var adminPort = 0
    private let process = Process()

    /// Starts `path` with a configuration, and waits until it is ready.
    init(_ path: String, configuration: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(getpid()).yaml")
        try Data(configuration.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "\(path) is not there: swift build -c release --product controller")
        }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [file.path]
        process.environment = ProcessInfo.processInfo.environment.merging(["CONTROLLER_LOG": "error"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("ready\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure(description: "the controller ended before it was ready") }
            text += String(decoding: data, as: UTF8.self)
        }
        for line in text.split(separator: "\n") {
            guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else { continue }
            if line.hasPrefix("sccp ") { sccpPort = port }
            if line.hasPrefix("sip ") { sipPort = port }
            if line.hasPrefix("admin ") { adminPort = port }
        }
    }

    /// Starts one that speaks SCCP alone, and gives each phone two lines.
    static func forPhones(_ path: String) throws -> ControllerProcess {
        try ControllerProcess(
            path,
            configuration: """
                listen: { sccp: "127.0.0.1:0", sip: "off", admin: "127.0.0.1:0" }
                lines: { perPhone: 2 }
                """)
    }

    /// Bytes of it in physical memory.
    var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    /// Its user and system time so far, in seconds.
    var processorSeconds: Double {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// One of its metrics; `nil` when it does not answer or has no such metric.
    func metric(_ name: String) -> Double? {
        guard let url = URL(string: "http://127.0.0.1:\(adminPort)/metrics"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name + " ") {
            return Double(line.dropFirst(name.count + 1))
        }
        return nil
    }

    /// Ends it.
    func end() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}

extension ControllerProcess {
    /// Sets how many registrations a second it may serve.
    func setServiceRateMax(_ rate: Int) throws {
        let patch = Process()
        patch.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        patch.arguments = [
            "curl", "-sf", "-X", "PATCH", "-d", "{\"serviceRatePerSecondMax\": \(rate)}",
            "http://127.0.0.1:\(adminPort)/parameters",
        ]
        patch.standardOutput = FileHandle.nullDevice
        try patch.run()
        patch.waitUntilExit()
        guard patch.terminationStatus == 0 else {
            throw Failure(description: "the controller's parameters could not be changed: is curl there?")
        }
    }
}
