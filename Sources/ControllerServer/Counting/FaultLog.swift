internal import Logging
internal import NIOConcurrencyHelpers
internal import Registration

/// Says what peers do wrong, at most once a second for each kind of fault: whoever sends a million bad messages fills no disk.
///
/// What was left unsaid in between is counted in the next line of that kind. Thread-safe.
final class FaultLog: Sendable {
    /// Kinds of faults.
    enum Kind: Int, CaseIterable, Sendable {
        /// Bytes that are no frame of SCCP.
        case sccpFrame
        /// A body of SCCP that is not what its header says.
        case sccpMessage
        /// A message of SCCP that has no place in the state of its connection.
        case sccpOrder
        /// A message that is not SIP.
        case sipMessage
        /// A request of SIP with a wrong password, or of a user who does not exist.
        case sipCredentials
        /// A peer that was silent for too long.
        case deadline
        /// A connection more than there may be, or one that could not be accepted.
        case connectionLimit
        /// A registration that failed after it was queued.
        case registration
        /// A socket's error.
        case socket
    }

    private struct Line {
        var lastSaid: Instant?
        var unsaid = 0
    }

    private let logger: Logger
    private let lines = NIOLockedValueBox([Line](repeating: Line(), count: Kind.allCases.count))

    /// A log that writes to `logger`.
    init(_ logger: Logger) { self.logger = logger }

    /// Says `message`, unless a fault of this kind was said less than a second ago.
    func say(_ kind: Kind, at now: Instant, _ message: @autoclosure () -> String) {
        let unsaid: Int? = lines.withLockedValue { lines in
            if let last = lines[kind.rawValue].lastSaid, now - last < .seconds(1) {
                lines[kind.rawValue].unsaid += 1
                return nil
            }
            defer { lines[kind.rawValue] = Line(lastSaid: now) }
            return lines[kind.rawValue].unsaid
        }
        guard let unsaid else { return }
        logger.warning("\(message())\(unsaid > 0 ? " (and \(unsaid) more of this kind since)" : "")")
    }
}
