import Foundation
import Logging

/// What the tool says while it runs, on standard error: the time, "controller: ", and the message.
struct ConsoleLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    /// The tool's logger. `CONTROLLER_LOG=warning` (or `error`) says less, `debug` more.
    static func logger() -> Logger {
        let level = ProcessInfo.processInfo.environment["CONTROLLER_LOG"].flatMap { Logger.Level(rawValue: $0) }
        return Logger(label: "controller") { _ in ConsoleLog(logLevel: level ?? .notice) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Date().formatted(.iso8601.time(includingFractionalSeconds: true))
        StandardError.write("\(time) controller: \(event.level): \(event.message)\n")
    }
}
