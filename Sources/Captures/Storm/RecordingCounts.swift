/// What became of the messages of a capture.
public struct RecordingCounts: Hashable, Sendable {
    /// All that were read.
    public internal(set) var messages = 0
    /// Those with which a device came.
    public internal(set) var arrivals = 0
    /// Requests sent once more because no answer came.
    public internal(set) var retransmissions = 0
    /// Further requests of a device on its way: after a denial, a challenge or a grant.
    public internal(set) var furtherRequests = 0
    /// Renewals of a registration that stands.
    public internal(set) var refreshes = 0
    /// Further lines of a phone that came already.
    public internal(set) var furtherLines = 0
    /// Devices that left.
    public internal(set) var leaves = 0
    /// Phones that only looked whether the controller is there.
    public internal(set) var looks = 0
    /// Registrations that were acknowledged.
    public internal(set) var acknowledgments = 0
    /// Messages about something else, and answers that settle nothing.
    public internal(set) var others = 0
    /// Messages and lines that could not be read.
    public internal(set) var unreadable = 0

    /// No messages yet.
    public init() {}

    /// The counts that are not zero, each as a phrase.
    var phrases: [String] {
        let counts = [
            (arrivals, "arrivals"), (furtherRequests, "further requests of devices on their way"),
            (retransmissions, "retransmissions"), (refreshes, "refreshes"), (furtherLines, "further lines"),
            (leaves, "leaves"), (looks, "looks at a backup"), (acknowledgments, "acknowledgments"),
            (others, "about something else"), (unreadable, "unreadable"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }
}
