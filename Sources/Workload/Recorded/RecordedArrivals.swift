/// Who came when in a storm that was recorded: the arrivals of the profile `recorded`, in order of time.
///
///     var arrivals = RecordedArrivals()
///     try arrivals.append(RecordedArrival(nanoseconds: 0, device: "SEP000000000001", kind: .tokenCycle))
///
/// Devices are numbered by their first arrival, so that equal storms make equal plans whatever their devices are called. Holds at most
/// ``PlanLimits/recordedArrivalsMax`` arrivals, at 16 bytes each and one name for each device.
public struct RecordedArrivals: Hashable, Sendable {
    /// The arrivals as requests of a plan that is played as fast as it was recorded.
    private(set) var requests: [PlannedRequest] = []
    /// The devices' names by their numbers.
    public private(set) var deviceNames: [String] = []
    /// The devices' numbers by their names. Only looked up, never walked: order plays no part.
    private var numbers: [String: UInt32] = [:]

    /// No arrivals yet.
    public init() {}

    /// How many arrivals there are.
    public var count: Int { requests.count }

    /// Arrival `index`, from 0.
    public subscript(index: Int) -> RecordedArrival {
        let request = requests[index]
        return RecordedArrival(
            nanoseconds: request.plannedNanoseconds, device: deviceNames[Int(request.device)], kind: request.kind)
    }

    /// Adds the next arrival.
    ///
    /// - Throws: ``ArrivalError`` for one that is earlier than the last, later than a run may be long, of a kind or a device that
    ///   no recording has, or one too many.
    public mutating func append(_ arrival: RecordedArrival) throws(ArrivalError) {
        guard count < PlanLimits.recordedArrivalsMax else { throw .tooMany }
        guard arrival.nanoseconds >= 0, arrival.nanoseconds <= Self.nanosecondsMax else {
            throw .timeOutOfRange(arrival.nanoseconds)
        }
        let last = requests.last?.plannedNanoseconds ?? 0
        guard arrival.nanoseconds >= last else { throw .backwards(arrival.nanoseconds, last: last) }
        guard RecordedArrival.kinds.contains(arrival.kind) else { throw .unknownKind(arrival.kind.label) }
        requests.append(
            PlannedRequest(
                plannedNanoseconds: arrival.nanoseconds, device: try number(of: arrival.device), kind: arrival.kind))
    }

    /// The number of the device of this name, a new one where it comes for the first time. There are never more than arrivals, far
    /// fewer than 2^32.
    private mutating func number(of device: String) throws(ArrivalError) -> UInt32 {
        if let number = numbers[device] { return number }
        let bytes = device.utf8
        guard !bytes.isEmpty, bytes.count <= PlanLimits.deviceNameBytesMax, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .badDevice(device) }
        let number = UInt32(deviceNames.count)
        deviceNames.append(device)
        numbers[device] = number
        return number
    }

    /// The latest time of an arrival.
    private static var nanosecondsMax: Int64 { Int64(PlanLimits.durationSecondsMax) * 1_000_000_000 }
}
