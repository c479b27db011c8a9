internal import Glibc

/// How busy this process keeps the machine's processors, between two looks.
public struct ProcessorUse: Sendable {
    private var cpuNanoseconds: Int64 = 0
    private var atNanoseconds: Int64 = 0
    private let cores: Int

    /// A first look, at a time in nanoseconds, on a machine of so many cores.
    public init(cores: Int, at nanoseconds: Int64) {
        self.cores = max(cores, 1)
        cpuNanoseconds = Self.processTime()
        atNanoseconds = nanoseconds
    }

    /// The use since the last look, 0 to 1.
    public mutating func sample(at nanoseconds: Int64) -> Double {
        let cpu = Self.processTime()
        let wall = nanoseconds - atNanoseconds
        guard wall > 0 else { return 0 }
        let use = Double(cpu - cpuNanoseconds) / Double(wall) / Double(cores)
        cpuNanoseconds = cpu
        atNanoseconds = nanoseconds
        return min(max(use, 0), 1)
    }

    /// The processor time of this process so far, user and system, in nanoseconds.
    public static func processTime() -> Int64 {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
