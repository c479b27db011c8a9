/// The bounds that every plan keeps. A value outside is refused with a ``PlanError``.
public enum PlanLimits {
    /// Devices of a plan.
    public static var devices: ClosedRange<Int> { 1...100_000_000 }
    /// Workers that walk a plan.
    public static var workers: ClosedRange<Int> { 1...1024 }
    /// The highest rate, in requests per second.
    public static var ratePerSecondMax: Double { 1e9 }
    /// The longest duration, in seconds: a day.
    public static var durationSecondsMax: Double { 86_400 }
    /// Levels of a step profile.
    public static var steps: ClosedRange<Int> { 2...100 }
    /// How many requests from the start on enter the hash of a plan that is made, not recorded.
    public static var hashedRequestsMax: Int { 100_000 }
    /// Arrivals of a recording. All of them enter the hash.
    public static var recordedArrivalsMax: Int { 500_000 }
    /// How many times as fast as it came a recording is played.
    public static var speed: ClosedRange<Double> { 0.001...1_000 }
    /// Letters of the name of a recorded device.
    public static var deviceNameBytesMax: Int { 64 }
    /// The largest scenario file, in bytes: one with as many arrivals as a recording has.
    public static var scenarioByteCountMax: Int { 32 << 20 }
}
