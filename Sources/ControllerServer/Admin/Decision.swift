internal import Registration

/// A decision on a request, with its reason, as metrics name it.
struct Decision: Hashable {
    /// What was asked for: "token", "registration", or "any" where both are counted together.
    let request: String
    /// "granted", "queued", "denied" or "discarded".
    let outcome: String
    /// Why: a class, or what stood against it; "load" is the law's word.
    let reason: String
    /// Where it is counted.
    let counter: Counter
    /// What is counted there and is a decision of its own.
    let others: [Counter]

    private init(
        _ request: String, _ outcome: String, _ reason: String, _ counter: Counter, without others: [Counter] = []
    ) {
        self.request = request
        self.outcome = outcome
        self.reason = reason
        self.counter = counter
        self.others = others
    }

    /// How often it was taken.
    func count(in counts: CounterSnapshot) -> UInt64 {
        let others = others.reduce(0) { $0 &+ counts[$1] }
        return counts[counter] >= others ? counts[counter] - others : 0
    }

    /// Every decision that the controller takes. Each request is in exactly one of them.
    static let all: [Decision] = [
        Decision("token", "granted", "new", .tokensGranted),
        Decision("token", "granted", "repeated", .tokensRepeated),
        Decision(
            "token", "denied", "load", .tokensDenied, without: [.tokensDeniedEarly, .tokensDeniedStoreFull]),
        Decision("token", "denied", "early", .tokensDeniedEarly),
        Decision("token", "denied", "token_store_full", .tokensDeniedStoreFull),
        Decision("registration", "queued", "priority", .queuedPriority),
        Decision("registration", "queued", "token", .queuedToken),
        Decision("registration", "queued", "initial", .queuedInitial),
        Decision("registration", "queued", "duplicate", .duplicates),
        Decision("registration", "denied", "load", .deniedLoad),
        Decision("registration", "denied", "early", .deniedEarly),
        Decision("registration", "denied", "queue_full", .deniedQueueFull),
        Decision("registration", "denied", "table_full", .deniedTableFull),
        Decision("registration", "denied", "token_store_full", .deniedTokenStoreFull),
        Decision("registration", "denied", "invalid_token", .deniedInvalidToken),
        Decision("registration", "denied", "unclassified", .deniedUnclassified),
        Decision("any", "discarded", "not_answered", .discarded),
    ]
}
