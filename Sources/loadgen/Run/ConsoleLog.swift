import Foundation
import Logging

/// What the tool says beside its results, on standard error: "loadgen: " and the message.
///
/// Warnings and worse by default; `LOADGEN_LOG=info` (or `debug`) shows more.
struct ConsoleLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    /// The tool's logger.
    static func logger() -> Logger {
        let level = ProcessInfo.processInfo.environment["LOADGEN_LOG"].flatMap { Logger.Level(rawValue: $0) }
        return Logger(label: "loadgen") { _ in ConsoleLog(logLevel: level ?? .warning) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }.joined()
        StandardError.write("loadgen: \(event.message)\(details)\n")
    }
}
