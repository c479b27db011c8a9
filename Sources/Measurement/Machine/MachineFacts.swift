internal import Glibc

/// The machine a run was measured on, as the result file states it.
public struct MachineFacts: Hashable, Codable, Sendable {
    /// The processor's name, or "unknown".
    public var cpu: String
    /// Logical processors that this process may use.
    public var cores: Int
    /// Physical memory in bytes; 0 when the kernel does not say.
    public var memoryBytes: Int
    /// The kernel's name and release.
    public var kernel: String
    /// Where the run's time came from: the label of a ``ClockSource``.
    public var clockSource: String

    /// A machine with these facts, as a result file gives them.
    public init(cpu: String, cores: Int, memoryBytes: Int, kernel: String, clockSource: String) {
        self.cpu = cpu
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.kernel = kernel
        self.clockSource = clockSource
    }

    /// The machine of figures that come from virtual time: none that they depend on, so they are the same everywhere.
    public static var virtualTime: MachineFacts {
        MachineFacts(cpu: "virtual time", cores: 1, memoryBytes: 0, kernel: "none", clockSource: "virtual")
    }

    /// The facts of this machine. `clockSource` is that of the clock that the run uses.
    public static func current(clockSource: ClockSource) -> MachineFacts {
        MachineFacts(
            cpu: cpuName(cpuinfo: SystemFile.text(at: "/proc/cpuinfo") ?? "") ?? "unknown", cores: usableCores(),
            memoryBytes: SystemFile.number(after: "MemTotal", in: SystemFile.text(at: "/proc/meminfo") ?? "")
                .flatMap(bytes(kibibytes:)) ?? 0,
            kernel: "Linux " + (SystemFile.word(at: "/proc/sys/kernel/osrelease") ?? "unknown"),
            clockSource: clockSource.label)
    }

    /// The first "model name" of a text of `/proc/cpuinfo`; `nil` when it has none.
    static func cpuName(cpuinfo: String) -> String? {
        for line in cpuinfo.split(separator: "\n") where line.hasPrefix("model name") {
            let name = line.drop(while: { $0 != ":" }).dropFirst().drop(while: { $0 == " " })
            return name.isEmpty ? nil : String(name)
        }
        return nil
    }

    /// Logical processors that the kernel lets this process run on; at least 1.
    static func usableCores() -> Int {
        cores(status: SystemFile.text(at: "/proc/self/status") ?? "") ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// How many processors a text of `/proc/self/status` allows, as a mask of hexadecimal digits; `nil` when it says none.
    static func cores(status: String) -> Int? {
        for line in status.split(separator: "\n") where line.hasPrefix("Cpus_allowed:") {
            let count = line.drop(while: { $0 != ":" }).compactMap(\.hexDigitValue).reduce(0) {
                $0 + $1.nonzeroBitCount
            }
            return count > 0 ? count : nil
        }
        return nil
    }

    /// `kibibytes` as bytes; `nil` when that does not fit.
    static func bytes(kibibytes: Int) -> Int? {
        let (bytes, overflow) = kibibytes.multipliedReportingOverflow(by: 1_024)
        return overflow ? nil : bytes
    }
}
