import Captures
import Foundation
import Measurement
import Reporting

/// One call of `loadgen record`: from a capture to a plan's text.
struct RecordSession {
    let query: TsharkQuery
    /// Says how far it is, where there is a terminal.
    let status: StatusLine

    /// How many messages go by between two looks at the terminal.
    private static let statusPeriod = 5_000

    /// Reads the capture and returns the plan's file.
    ///
    /// - Throws: ``Failure`` with exit 65 for a capture that makes no plan, with exit 1 where tshark is missing.
    func planText() throws -> String {
        let tshark = try TsharkProcess()
        var recorder = StormRecorder()
        status.show("reading …")
        defer { status.end() }
        var shown = 0
        do {
            try tshark.run(query) { line in
                if let line { try recorder.read(line) } else { recorder.skipLine() }
                guard recorder.counts.messages - shown >= Self.statusPeriod else { return }
                shown = recorder.counts.messages
                status.show("\(Self.count(shown)) messages read, \(Self.count(recorder.counts.arrivals)) arrivals …")
            }
            let recording = try recorder.recording()
            return recording.planText(capture: URL(fileURLWithPath: query.capture).lastPathComponent)
        } catch let failure as RecordingFailure {
            throw Failure(exit: .badScenario, message: "\(query.capture): \(failure)")
        }
    }

    private static func count(_ count: Int) -> String { HumanFigures.count(UInt64(count)) }
}
