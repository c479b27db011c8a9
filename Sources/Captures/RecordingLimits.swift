internal import Workload

/// The bounds of a recording; what each does when it is reached stands beside it.
public enum RecordingLimits {
    /// Arrivals of a recording, and so its devices too; one more ends it with ``RecordingFailure/tooManyArrivals``.
    public static var arrivalsMax: Int { PlanLimits.recordedArrivalsMax }
    /// Bytes of what tshark says of one packet; a longer line is passed over and counted as unreadable.
    public static var lineByteCountMax: Int { 1 << 20 }
    /// How long a device that asks is silent before its next request is a new arrival, in seconds: an hour, longer than phones are
    /// told to wait.
    public static var cycleSilenceSeconds: Int64 { 3_600 }
    /// How long a registration lasts where neither side says it, in seconds; RFC 3261 section 10.2.1.1 leaves it to the registrar.
    public static var expirySeconds: UInt32 { 3_600 }
    /// Ports that may be declared to carry a protocol.
    public static var portsMax: Int { 64 }
}
