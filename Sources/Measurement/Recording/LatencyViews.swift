/// Whether the two views of a latency, from the planned start and from the actual send, can differ.
public enum LatencyViews: Sendable, BitwiseCopyable {
    /// An open loop: a request has a planned start of its own, and is recorded in both views.
    case separate
    /// A closed loop: a request is planned when it is sent, so one histogram is both views and one record serves both.
    case same
}
