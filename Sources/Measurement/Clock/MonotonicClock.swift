public import CPlatform

/// A monotonic clock cheap enough to be read twice per request.
///
///     let clock = MonotonicClock.calibrated()
///     let start = clock.nanoseconds()
///     work()
///     let elapsed = clock.nanoseconds() - start
///
/// Reads the processor's time-stamp counter, whose rate is measured once against the system clock, and converts by one
/// multiplication. Where the counter is not fit to be a clock it reads `clock_gettime` instead; ``source`` tells which.
/// The epoch is the clock's creation.
///
/// A value: copies agree with each other and may be read on any thread. Two readings on one thread never go backwards by
/// more than the few nanoseconds by which the processor may reorder a reading. Against the system clock it drifts by the
/// error of its calibration, a few parts per million at the default window.
public struct MonotonicClock: Sendable, BitwiseCopyable {
    /// Where the time comes from.
    public let source: ClockSource

    /// The reading that counts as zero: ticks for the counter, nanoseconds for the system clock.
    @usableFromInline let origin: UInt64

    /// How ticks become nanoseconds; unused when ``source`` is the system clock.
    @usableFromInline let conversion: TickConversion?

    /// A clock on the time-stamp counter when that is fit, else on the system clock.
    ///
    /// The counter is fit when the processor calls it constant and never stopping, and when its rate was the same in both
    /// halves of the window. Takes `windowMilliseconds` (held between 1 and 1,000), three times that at worst.
    public static func calibrated(windowMilliseconds: Int = 20) -> MonotonicClock {
        guard CounterCalibration.isInvariant(cpuinfo: SystemFile.text(at: "/proc/cpuinfo") ?? ""),
            let conversion = CounterCalibration.measure(
                windowNanoseconds: Int64(min(max(windowMilliseconds, 1), 1_000)) * 1_000_000)
        else { return .system() }
        return MonotonicClock(source: .timeStampCounter, origin: platform_timestamp(), conversion: conversion)
    }

    /// A clock on `clock_gettime`, whatever the processor offers.
    public static func system() -> MonotonicClock {
        MonotonicClock(
            source: .system, origin: UInt64(bitPattern: SystemClock.nanoseconds()), conversion: nil)
    }

    private init(source: ClockSource, origin: UInt64, conversion: TickConversion?) {
        self.source = source
        self.origin = origin
        self.conversion = conversion
    }

    /// Nanoseconds since the clock was made. Never negative: a processor whose counter is behind reads zero.
    @inlinable public func nanoseconds() -> Int64 {
        guard let conversion else {
            return max(0, SystemClock.nanoseconds() &- Int64(bitPattern: origin))
        }
        let ticks = platform_timestamp()
        let elapsed = ticks > origin ? ticks &- origin : 0
        return Int64(truncatingIfNeeded: conversion.nanoseconds(ticks: elapsed))
    }
}
