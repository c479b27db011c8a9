/// What each finding means. Pure, so that each verdict can be tested without the machine that gives it.
extension Preflight {
    /// The processors that the process may use.
    static func cores(_ count: Int) -> PreflightCheck {
        count >= 2
            ? .ok("cores", "\(count)")
            : .notice(
                "cores", "\(count)", .warning,
                "Use at least 2 cores: on one the generator takes its time from the controller it measures.")
    }

    /// Where time comes from.
    static func clockSource(_ source: ClockSource) -> PreflightCheck {
        source == .timeStampCounter
            ? .ok("clock source", source.label)
            : .notice(
                "clock source", source.label, .warning,
                "The time-stamp counter is not constant or could not be calibrated: each reading is a call of the system."
            )
    }

    /// What one reading of the clock costs, in nanoseconds.
    static func readingCost(_ nanoseconds: Double) -> PreflightCheck {
        let value = "\(tenths(nanoseconds)) ns"
        return nanoseconds <= 25
            ? .ok("clock reading", value)
            : .notice("clock reading", value, .warning, "The clock is slow here: expect lower ceilings than elsewhere.")
    }

    /// What measuring one request costs, in nanoseconds: two readings and one record.
    static func recordingCost(_ nanoseconds: Double) -> PreflightCheck {
        let value = "\(tenths(nanoseconds)) ns per request"
        return nanoseconds <= 40
            ? .ok("recording", value)
            : .notice(
                "recording", value, .warning,
                "Measuring a request should cost at most 40 ns: build with -c release, and look for other load.")
    }

    /// How many files and sockets the process may open.
    static func fileDescriptors(soft: UInt64, hard: UInt64) -> PreflightCheck {
        let value = "\(soft) soft, \(hard) hard"
        if soft < 256 {
            return .notice("file descriptors", value, .failure, "Raise the limit to at least 256: ulimit -n 256.")
        }
        if soft < hard, soft < 4_096 {
            return .notice(
                "file descriptors", value, .warning, "Raise the soft limit to the hard one: ulimit -n \(hard).")
        }
        return .ok("file descriptors", value)
    }

    /// The memory there is against the memory the run will take.
    static func memory(availableBytes: Int?, neededBytes: Int) -> PreflightCheck {
        let needed = mebibytes(neededBytes)
        guard let availableBytes else {
            return .notice(
                "memory", "\(needed) needed", .warning,
                "The kernel does not say how much memory is available: check by hand.")
        }
        let value = "\(mebibytes(availableBytes)) available, about \(needed) needed"
        if neededBytes > availableBytes {
            return .notice("memory", value, .failure, "Run fewer devices or use a machine with more memory.")
        }
        if neededBytes > availableBytes / 10 * 8 {
            return .notice("memory", value, .warning, "The run will take most of the memory: stop what else runs here.")
        }
        return .ok("memory", value)
    }

    /// The kernel's mode of transparent huge pages, with the chosen word in brackets.
    static func transparentHugePages(_ modes: String?) -> PreflightCheck {
        let name = "transparent huge pages"
        let chosen = modes?.split(separator: "[").dropFirst().first?.split(separator: "]").first.map(String.init)
        guard let chosen else { return .ok(name, "unknown") }
        return chosen == "never"
            ? .notice(
                name, chosen, .warning,
                "Set it to madvise: large tables on small pages pay a page walk at almost every access.")
            : .ok(name, chosen)
    }

    /// Reserved huge pages; informative, since nothing here needs them.
    static func hugePages(_ count: Int?) -> PreflightCheck {
        .ok("huge pages reserved", count.map(String.init) ?? "unknown")
    }

    /// The frequency governor, where there is one.
    static func governor(_ governor: String?) -> PreflightCheck {
        guard let governor else { return .ok("frequency governor", "none visible") }
        return governor == "performance"
            ? .ok("frequency governor", governor)
            : .notice(
                "frequency governor", governor, .warning,
                "Set it to performance, or the first seconds measure the processor waking up.")
    }

    /// The load average of the last minute, from a text of `/proc/loadavg`.
    static func load(_ loadavg: String?, cores: Int) -> PreflightCheck {
        guard let word = loadavg?.split(separator: " ").first, let load = Double(word) else {
            return .ok("load average", "unknown")
        }
        return load <= 0.25 * Double(cores)
            ? .ok("load average", String(word))
            : .notice(
                "load average", String(word), .warning, "Something else runs here and will show in the tail latencies.")
    }

    /// Which allocator serves the process.
    static func allocator(isJemalloc: Bool) -> PreflightCheck {
        isJemalloc
            ? .ok("allocator", "jemalloc")
            : .notice(
                "allocator", "not jemalloc", .warning, "Allocations per request cannot be counted in this process.")
    }

    /// `value` with one decimal.
    private static func tenths(_ value: Double) -> String {
        guard value.isFinite, value >= 0, value < 1e15 else { return "?" }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func mebibytes(_ bytes: Int) -> String { "\(bytes >> 20) MiB" }
}
