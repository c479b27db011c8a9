/// The machine a run was made on, as far as it bears on the figures: key `machine` of the result file.
public struct MachineSummary: Codable, Equatable, Sendable {
    /// The processor's model name.
    public var cpu: String
    /// The number of cores the process may use.
    public var cores: Int
    /// Installed memory, in bytes.
    public var memoryBytes: UInt64
    /// The kernel's name and release.
    public var kernel: String
    /// The clock that the system derives its time from, such as "tsc".
    public var clockSource: String

    /// A machine, described.
    public init(cpu: String, cores: Int, memoryBytes: UInt64, kernel: String, clockSource: String) {
        self.cpu = cpu
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.kernel = kernel
        self.clockSource = clockSource
    }
}
