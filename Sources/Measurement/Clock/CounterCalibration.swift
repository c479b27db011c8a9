internal import CPlatform
internal import Glibc

/// One reading of both clocks at the same moment.
struct ClockPair: Sendable, BitwiseCopyable {
    /// The time-stamp counter.
    let ticks: UInt64
    /// The system's monotonic clock, in nanoseconds.
    let systemNanoseconds: Int64

    /// Reads both clocks. Of several tries the tightest is kept: one that was interrupted shows by its width.
    static func read() -> ClockPair {
        var best = ClockPair(ticks: platform_timestamp(), systemNanoseconds: SystemClock.nanoseconds())
        var narrowest = UInt64.max
        for _ in 0..<32 {
            let before = platform_timestamp()
            let system = SystemClock.nanoseconds()
            let width = platform_timestamp() &- before
            if width < narrowest {
                narrowest = width
                best = ClockPair(ticks: before &+ width / 2, systemNanoseconds: system)
            }
        }
        return best
    }
}

/// Measures the frequency of the time-stamp counter and judges whether it is fit to be a clock.
enum CounterCalibration {
    /// How far the frequencies of the two halves of the window may differ, in parts per million.
    static let disagreementPartsPerMillionMax: UInt64 = 500

    /// The conversion that three readings in time order bear out; `nil` when time or ticks did not advance, or when the
    /// two halves disagree by more than ``disagreementPartsPerMillionMax``.
    static func conversion(start: ClockPair, middle: ClockPair, end: ClockPair) -> TickConversion? {
        guard let first = rate(from: start, to: middle), let second = rate(from: middle, to: end),
            let whole = rate(from: start, to: end)
        else { return nil }
        let (low, high) = (min(first.multiplier, second.multiplier), max(first.multiplier, second.multiplier))
        return high - low <= low / 1_000_000 * disagreementPartsPerMillionMax ? whole : nil
    }

    /// Measures for `windowNanoseconds`, up to three times while the result is unstable. Sleeps meanwhile.
    static func measure(windowNanoseconds: Int64) -> TickConversion? {
        for _ in 0..<3 {
            let start = ClockPair.read()
            SystemClock.sleep(nanoseconds: windowNanoseconds / 2)
            let middle = ClockPair.read()
            SystemClock.sleep(nanoseconds: windowNanoseconds - windowNanoseconds / 2)
            let end = ClockPair.read()
            if let conversion = conversion(start: start, middle: middle, end: end) { return conversion }
        }
        return nil
    }

    /// Whether the processor says that its counter runs at one rate in every power state.
    ///
    /// `cpuinfo` is the text of `/proc/cpuinfo`. On AArch64 the virtual counter has a fixed rate by architecture.
    static func isInvariant(cpuinfo: String) -> Bool {
        #if arch(arm64)
            return true
        #else
            for line in cpuinfo.split(separator: "\n") where line.hasPrefix("flags") {
                let flags = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
                return flags.contains("constant_tsc") && flags.contains("nonstop_tsc")
            }
            return false
        #endif
    }

    private static func rate(from earlier: ClockPair, to later: ClockPair) -> TickConversion? {
        guard later.ticks > earlier.ticks, later.systemNanoseconds > earlier.systemNanoseconds else { return nil }
        return TickConversion(
            ticks: later.ticks - earlier.ticks,
            nanoseconds: UInt64(later.systemNanoseconds - earlier.systemNanoseconds))
    }
}
