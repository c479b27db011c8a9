import Logging
import NIOConcurrencyHelpers
import Registration
import Testing

@testable import ControllerServer

/// Keeps what is logged.
private struct KeepingHandler: LogHandler {
    let lines: NIOLockedValueBox<[String]>
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.withLockedValue { $0.append("\(event.message)") } }
}

@Suite struct FaultLogTests {
    private let lines = NIOLockedValueBox<[String]>([])

    private var log: FaultLog {
        FaultLog(Logger(label: "test", factory: { [lines] _ in KeepingHandler(lines: lines) }))
    }

    private static func second(_ second: Double) -> Instant { .epoch + Nanoseconds(seconds: second) }

    @Test("A fault is said once a second for its kind, with what was left unsaid")
    func throttled() {
        let log = log
        for index in 0..<1_000 { log.say(.sccpFrame, at: Self.second(Double(index) / 1_000), "frame \(index)") }
        log.say(.sccpFrame, at: Self.second(1), "last")
        #expect(lines.withLockedValue { $0 } == ["frame 0", "last (and 999 more of this kind since)"])
    }

    @Test("Kinds do not silence one another", arguments: FaultLog.Kind.allCases)
    func kinds(kind: FaultLog.Kind) {
        let log = log
        log.say(.socket, at: .epoch, "socket")
        log.say(kind, at: .epoch, "another")
        #expect(lines.withLockedValue { $0.count } == (kind == .socket ? 1 : 2))
    }
}
