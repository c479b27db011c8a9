internal import Registration
internal import Signalling

/// Where a device of a capture is on its way to a controller.
struct DeviceJourney {
    /// How far it has come.
    enum Phase { case away, coming, registered }

    /// What a request of the device turned out to be.
    enum Verdict { case arrival, furtherRequest, retransmission, refresh, furtherLine }

    private(set) var phase = Phase.away
    /// The conversation in which it asked for registration last.
    private(set) var conversation: Conversation?
    /// The number of that request.
    private var number: UInt32?
    /// Whom it asked to be registered for first; its other lines come with it.
    private var user: String?
    /// Its last request for a token.
    private var tokenOrder: SIPRequestOrder?
    /// When it asked last, in nanoseconds since 1970.
    private var askedAt: Int64 = 0
    /// How long its last request wished to be registered, in seconds.
    private var wishedSeconds: UInt32?
    /// When its registration ends by itself.
    private var expiresAt: Int64 = .max

    /// It asks for a token: a device that has a registration here or elsewhere comes home.
    mutating func askForToken(_ order: SIPRequestOrder?, at time: Int64) -> Verdict {
        endIfSilent(at: time)
        defer { askedAt = time }
        if phase == .coming {
            if let order, let tokenOrder, !order.follows(tokenOrder) { return .retransmission }
            tokenOrder = order
            return .furtherRequest
        }
        begin()
        tokenOrder = order
        return .arrival
    }

    /// It asks to be registered.
    mutating func register(_ attempt: CapturedMessage.Attempt, at time: Int64) -> Verdict {
        endIfSilent(at: time)
        if let user, user != attempt.user, phase != .away { return .furtherLine }
        let isSame = attempt.conversation == conversation
        if isSame, phase != .away, let number, let next = attempt.number, next <= number { return .retransmission }
        let verdict: Verdict
        switch phase {
        case .away: verdict = .arrival
        case .coming: verdict = .furtherRequest
        // The same Call-ID, or the same connection, is kept as long as the device runs.
        case .registered: verdict = isSame ? .refresh : .arrival
        }
        if verdict == .arrival { begin() }
        askedAt = time
        (conversation, number, user) = (attempt.conversation, attempt.number, attempt.user)
        wishedSeconds = attempt.seconds
        return verdict
    }

    /// Its request of this number is acknowledged.
    mutating func acknowledge(number: UInt32?, seconds: UInt32?, at time: Int64) {
        guard phase != .away, number == self.number else { return }
        phase = .registered
        let seconds = Int64(seconds ?? wishedSeconds ?? RecordingLimits.expirySeconds)
        // 2^32 seconds are fewer nanoseconds than half of the range.
        expiresAt = seconds == Int64(UInt32.max) ? .max : time + seconds * 1_000_000_000
    }

    /// It leaves. One that is coming leaves the controller that served it until now, and goes on coming.
    mutating func leave() { if phase == .registered { self = DeviceJourney() } }

    private mutating func begin() {
        self = DeviceJourney()
        phase = .coming
    }

    /// A registration that was not renewed is over, and so is the way of a device that has given up.
    private mutating func endIfSilent(at time: Int64) {
        switch phase {
        case .registered: if time > expiresAt { self = DeviceJourney() }
        case .coming:
            if time - askedAt > RecordingLimits.cycleSilenceSeconds * 1_000_000_000 { self = DeviceJourney() }
        case .away: break
        }
    }
}
