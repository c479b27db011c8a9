/// How a run behaves towards a registrar.
public struct RegistrarSettings: Hashable, Sendable {
    /// SIP: what a REGISTER asks to be bound for.
    public var expiresSeconds: UInt32 = 3_600
    /// SIP: the password of every user; `nil` for devices that do not answer a challenge.
    public var password: String?
    /// Devices that may be on their way at once, all workers together; arrivals beyond wait, and that counts as lag.
    public var inFlightMax = 65_536
    /// Open loop: planned times are rounded up to multiples of this from the run's beginning, so that requests that are due close together leave
    /// with one system call, and the generator is woken once for them. Latency and lag count from the rounded times. 0 takes each as it is.
    public var timerResolutionNanoseconds: Int64 = 1_000_000
    /// The most that ``timerResolutionNanoseconds`` may be: more would be another plan.
    public static let timerResolutionNanosecondsMax: Int64 = 10_000_000
    /// Over UDP: whether requests of equal length that leave together are one to the system, which parts them where they leave (UDP_SEGMENT): less
    /// processor time; who captures on this machine sees them as one.
    public var offloadsSegmentation = false
    /// Addresses that devices send from, one after the other from 127.0.0.1 on where the registrar is on this machine; `nil` for as many as the
    /// ports of their connections need, 1 for the one that the system chooses.
    public var sourceCount: Int?

    /// The defaults above.
    public init() {}
}
