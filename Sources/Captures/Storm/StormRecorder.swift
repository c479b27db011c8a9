internal import Registration
internal import Signalling
internal import Workload

/// Finds out from the messages of a capture who came when.
///
///     var recorder = StormRecorder()
///     for line in lines { try recorder.read(line) }
///     let recording = try recorder.recording()
///
/// A device **comes** with its first request, and again after it was registered and left, let its registration expire, or began anew:
/// with a request for a token, with another Call-ID or on another connection. What it asks in between is what the target's answers
/// caused, and the target of a replay has answers of its own. So these are no arrivals: retransmissions, requests after a denial, a
/// challenge or a grant, refreshes, further lines of a phone, the looks of phones at their backups, and leaves.
///
/// An arrival that begins with a request for a token is a `tokenCycle`, one that does not is `initial`, and that of a gateway, by its
/// SCCP device type, is `priority`. SIP does not say who is a gateway.
///
/// Without the answers, as in a capture of one direction, no registration is known to stand, and a device comes again only after an hour
/// of silence.
///
/// Memory is bounded by ``RecordingLimits``: some 200 bytes a device, and 48 an arrival. Any input is read or counted as unreadable.
public struct StormRecorder {
    /// What became of the messages so far.
    public private(set) var counts = RecordingCounts()

    /// Each device's number, and its journey at that number.
    private var numbers: [DeviceName: Int] = [:]
    private var journeys: [DeviceJourney] = []
    private var names: [DeviceName] = []
    /// Who asked in a conversation: the last of each device, so that answers find their device.
    private var askers: [Conversation: Int] = [:]
    private var arrivals: [CapturedArrival] = []
    private var reader = SIPReader()

    /// A recorder that has heard nothing.
    public init() {}

    /// How many devices came so far.
    public var deviceCount: Int { names.count }

    /// Reads a line of what tshark says.
    ///
    /// - Throws: ``RecordingFailure/tooManyArrivals``.
    public mutating func read(_ line: ArraySlice<UInt8>) throws(RecordingFailure) {
        guard let line = CaptureLine(line, reader: &reader) else { return skipLine() }
        for message in line.messages { try note(message, at: line.nanoseconds) }
    }

    /// Notes a line that was too long to be kept.
    public mutating func skipLine() {
        counts.messages += 1
        counts.unreadable += 1
    }

    /// What was recorded.
    ///
    /// - Throws: ``RecordingFailure/noRegistrations(messageCount:)``.
    public func recording() throws(RecordingFailure) -> Recording {
        guard !arrivals.isEmpty else { throw .noRegistrations(messageCount: counts.messages) }
        return Recording(arrivals: arrivals, names: names, counts: counts)
    }

    // MARK: Messages

    /// Notes a message; for tests, which make them without a capture.
    mutating func note(_ message: CapturedMessage, at time: Int64) throws(RecordingFailure) {
        counts.messages += 1
        switch message {
        case .token(let device, let deviceClass, let order):
            let index = try number(of: device)
            let before = journeys[index].conversation
            let verdict = journeys[index].askForToken(order, at: time)
            follow(index, from: before)
            try count(verdict, index, deviceClass == .gateway ? .priority : .tokenCycle, at: time)
        case .registration(let device, let deviceClass, let attempt):
            let index = try number(of: device)
            let before = journeys[index].conversation
            let verdict = journeys[index].register(attempt, at: time)
            follow(index, from: before)
            try count(verdict, index, deviceClass == .gateway ? .priority : .initial, at: time)
        case .acknowledged(let conversation, let number, let seconds):
            counts.acknowledgments += 1
            guard let index = askers[conversation] else { return }
            journeys[index].acknowledge(number: number, seconds: seconds, at: time)
        case .leave(let device, let conversation):
            counts.leaves += 1
            guard let index = device.flatMap({ numbers[$0] }) ?? conversation.flatMap({ askers[$0] }) else { return }
            let before = journeys[index].conversation
            journeys[index].leave()
            follow(index, from: before)
        case .look: counts.looks += 1
        case .other: counts.others += 1
        case .unreadable: counts.unreadable += 1
        }
    }

    /// Counts what a request turned out to be.
    private mutating func count(
        _ verdict: DeviceJourney.Verdict, _ index: Int, _ kind: RequestKind, at time: Int64
    ) throws(RecordingFailure) {
        switch verdict {
        case .arrival:
            guard arrivals.count < RecordingLimits.arrivalsMax else { throw .tooManyArrivals }
            arrivals.append(CapturedArrival(nanoseconds: time, device: index, kind: kind))
            counts.arrivals += 1
        case .furtherRequest: counts.furtherRequests += 1
        case .retransmission: counts.retransmissions += 1
        case .refresh: counts.refreshes += 1
        case .furtherLine: counts.furtherLines += 1
        }
    }

    /// The number of a device, a new one where it is heard of for the first time: then it comes, so that there are no more devices
    /// than arrivals.
    private mutating func number(of device: DeviceName) throws(RecordingFailure) -> Int {
        if let number = numbers[device] { return number }
        guard names.count < RecordingLimits.arrivalsMax else { throw .tooManyArrivals }
        let number = names.count
        numbers[device] = number
        names.append(device)
        journeys.append(DeviceJourney())
        return number
    }

    /// Keeps one conversation of each device to be found by its answers: the last.
    private mutating func follow(_ index: Int, from before: Conversation?) {
        let now = journeys[index].conversation
        guard now != before else { return }
        if let before, askers[before] == index { askers[before] = nil }
        if let now { askers[now] = index }
    }
}

/// An arrival of a capture.
struct CapturedArrival {
    /// When, in nanoseconds since 1970.
    var nanoseconds: Int64
    /// The device's number in the recorder.
    var device: Int
    /// What it did.
    var kind: RequestKind
}
