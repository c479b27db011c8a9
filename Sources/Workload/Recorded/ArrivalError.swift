/// Why an arrival cannot stand in a recording: what is wrong, and what is allowed.
public enum ArrivalError: Error, Hashable, Sendable {
    /// A line that is not time, device and kind.
    case badLine(String)
    /// A text that is no time.
    case badTime(String)
    /// A time below 0 or above the longest duration.
    case timeOutOfRange(Int64)
    /// A time before that of the arrival before it.
    case backwards(Int64, last: Int64)
    /// A device's name that is empty, too long or not of visible ASCII.
    case badDevice(String)
    /// A kind that recordings do not have.
    case unknownKind(String)
    /// One arrival more than a recording holds.
    case tooMany
}

extension ArrivalError: CustomStringConvertible {
    /// What is wrong, in one clause.
    public var message: String {
        switch self {
        case .badLine(let line): "an arrival cannot be \"\(line.prefix(60))\""
        case .badTime(let word): "\"\(word.prefix(40))\" is no time"
        case .timeOutOfRange(let time): "an arrival at \(ArrivalTime.text(time)) seconds is out of range"
        case .backwards(let time, let last):
            "times go backwards: \(ArrivalTime.text(time)) after \(ArrivalTime.text(last)) seconds"
        case .badDevice(let name): "a device cannot be called \"\(name.prefix(80))\""
        case .unknownKind(let word): "no such kind of arrival: \"\(word.prefix(40))\""
        case .tooMany: "more than \(PlanLimits.recordedArrivalsMax) arrivals"
        }
    }

    /// What is allowed instead.
    public var allowed: String {
        switch self {
        case .badLine:
            "seconds since the first arrival, device and kind, such as \"1.250000 SEP0011AABBCCDD tokenCycle\""
        case .badTime: "seconds in decimal digits, with at most nine behind the point"
        case .timeOutOfRange: "0 to \(Int(PlanLimits.durationSecondsMax)) seconds"
        case .backwards: "arrivals in order of time"
        case .badDevice: "1 to \(PlanLimits.deviceNameBytesMax) visible ASCII characters"
        case .unknownKind: RecordedArrival.kinds.map(\.label).joined(separator: ", ")
        case .tooMany: "at most \(PlanLimits.recordedArrivalsMax) lines"
        }
    }

    /// The message and what is allowed, as one line.
    public var description: String { "\(message); allowed: \(allowed)" }
}
