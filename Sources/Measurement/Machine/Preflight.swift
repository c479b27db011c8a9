internal import Glibc

/// Whether this machine, as it is now, can bear a run and be trusted with its figures.
///
///     let checks = Preflight(clock: .calibrated(), deviceCount: 1_000_000).checks()
///     let ready = checks.allSatisfy { $0.status != .failure }
///
/// Reads files under `/proc` and `/sys` and measures the instruments for a few milliseconds; changes nothing.
public struct Preflight: Sendable {
    /// The clock that the run will use.
    public let clock: MonotonicClock

    /// How many devices the run will have.
    public let deviceCount: Int

    /// What the run needs per device in all: the controller's token slot and table entry, and the generator's own state.
    public let bytesPerDevice: Int

    /// What the run needs besides: code, histograms, buffers.
    public static let fixedByteCount = 128 << 20

    /// The preflight of a run of `deviceCount` devices.
    public init(clock: MonotonicClock, deviceCount: Int, bytesPerDevice: Int = 320) {
        self.clock = clock
        self.deviceCount = max(0, deviceCount)
        self.bytesPerDevice = max(0, bytesPerDevice)
    }

    /// Looks at everything; in the order in which a report shows it.
    public func checks() -> [PreflightCheck] {
        let meminfo = SystemFile.text(at: "/proc/meminfo") ?? ""
        return [
            Self.cores(MachineFacts.usableCores()),
            Self.clockSource(clock.source),
            Self.readingCost(InstrumentCost.clockReadingNanoseconds(clock)),
            Self.recordingCost(InstrumentCost.recordingNanoseconds(clock)),
            Self.fileDescriptors(),
            Self.memory(
                availableBytes: SystemFile.number(after: "MemAvailable", in: meminfo).flatMap(
                    MachineFacts.bytes(kibibytes:)), neededBytes: neededBytes),
            Self.transparentHugePages(SystemFile.word(at: "/sys/kernel/mm/transparent_hugepage/enabled")),
            Self.hugePages(SystemFile.number(after: "HugePages_Total", in: meminfo)),
            Self.governor(SystemFile.word(at: "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")),
            Self.load(SystemFile.word(at: "/proc/loadavg"), cores: MachineFacts.usableCores()),
            Self.allocator(isJemalloc: Jemalloc.isProcessAllocator),
        ]
    }

    /// What the run will need in all, in bytes; saturating.
    var neededBytes: Int {
        let (devices, tooLarge) = deviceCount.multipliedReportingOverflow(by: bytesPerDevice)
        let (sum, tooMuch) = devices.addingReportingOverflow(Self.fixedByteCount)
        return tooLarge || tooMuch ? .max : sum
    }

    private static func fileDescriptors() -> PreflightCheck {
        var limit = rlimit()
        // A pointer to a local that outlives the call.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return fileDescriptors(soft: 0, hard: 0)
        }
        return fileDescriptors(soft: UInt64(limit.rlim_cur), hard: UInt64(limit.rlim_max))
    }
}
