internal import LockFree
import Synchronization

/// What `calendar` learns from slots that nobody came to: which share of devices stays away.
///
/// Thread-safe. Adding is rare; what a request pays while every slot is kept is one load per batch, of a line that nobody writes.
struct MissedSlots: ~Copyable, Sendable {
    /// The share of capacity that is missed, in 65,536ths. Written by the lane that ends a window.
    private let share = CacheLinePadded(Atomic<Int64>(0))
    /// When the present window began, nanoseconds. Written by the lane that ends the last one.
    private let windowStart = CacheLinePadded(Atomic<Int64>(.min))
    /// Slots missed in the present window. Written by any lane.
    private let inWindow = CacheLinePadded(Atomic<Int64>(0))

    /// Nothing was missed.
    init() {}

    /// Long enough for a share to mean something, short enough for a storm to be shaped by it.
    private static var window: Int64 { 1_000_000_000 }
    /// A share older than this is no longer believed.
    private static var lifetime: Int64 { 10_000_000_000 }
    /// Promises never shrink by more than a quarter: past that, missing devices are a fault of its own.
    private static var shareMax: Double { 0.25 }

    /// A slot of length `step` was missed, as is known at `now`.
    func add(step: Int64, at now: Instant) {
        // Relaxed throughout: these are figures, and each word stands for itself.
        inWindow.value.wrappingAdd(1, ordering: .relaxed)
        let start = windowStart.value.load(ordering: .relaxed)
        let span = start == .min ? .max : now.nanoseconds &- start
        guard span >= Self.window || span < 0 else { return }
        let claim = windowStart.value.compareExchange(
            expected: start, desired: now.nanoseconds, ordering: .relaxed)
        guard claim.exchanged else { return }
        let count = inWindow.value.exchange(0, ordering: .relaxed)
        // The first slot of a series begins a window and says nothing of a share.
        guard span > 0, span < Self.lifetime else { return share.value.store(0, ordering: .relaxed) }
        let sample = min(Double(count) * Double(step) / Double(span), Self.shareMax) * 65_536
        let last = Double(share.value.load(ordering: .relaxed))
        share.value.store(Int64(last == 0 ? sample : (last + sample) / 2), ordering: .relaxed)
    }

    /// `step`, less the share of devices that stay away at present; at least 1.
    @inline(__always)
    func shrunk(_ step: Int64, at now: Instant) -> Int64 {
        let missed = share.value.load(ordering: .relaxed)
        guard missed != 0 else { return step }
        return shrunk(step, by: missed, at: now)
    }

    @inline(never)
    private func shrunk(_ step: Int64, by share: Int64, at now: Instant) -> Int64 {
        let age = now.nanoseconds &- windowStart.value.load(ordering: .relaxed)
        guard age >= 0, age < Self.lifetime else { return step }
        // Both factors are bounded: a step by an hour, a share by a quarter.
        let less = step.multipliedReportingOverflow(by: share).partialValue >> 16
        return max(step - less, 1)
    }
}
