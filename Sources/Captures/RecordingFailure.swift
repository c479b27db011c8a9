/// Why a capture makes no plan.
public enum RecordingFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody asks for a token or registers in it.
    case noRegistrations(messageCount: Int)
    /// More arrivals than a plan holds.
    case tooManyArrivals

    /// One sentence for people.
    public var description: String {
        switch self {
        case .noRegistrations(0):
            "holds no SIP REGISTER and no SCCP registration; where they are on other ports than 5060 and 2000, name those with "
                + "--sip-port and --sccp-port; what is encrypted cannot be read"
        case .noRegistrations(let count): "nobody comes to register in its \(count) messages of registration"
        case .tooManyArrivals:
            "holds more than \(RecordingLimits.arrivalsMax) arrivals; cut it with 'editcap -A START -B STOP'"
        }
    }
}
