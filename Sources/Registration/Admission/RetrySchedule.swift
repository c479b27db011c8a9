internal import LockFree
internal import SeededRandom
import Synchronization

/// Deals retry times to denied devices for laws that reserve nothing.
///
/// Thread-safe; shared by all lanes. Staggered times come from one cursor that moves on by one service time per denial: the
/// k-th device denied in a burst is told to come k services later than the first.
struct RetrySchedule: ~Copyable, Sendable {
    /// The time up to which staggered denials are spread, in nanoseconds. Written by any lane (addition), once per batch.
    private let cursor = CacheLinePadded(Atomic<Int64>(.min))
    /// State of the draw for uniform times. Written by any lane (addition).
    private let draws = CacheLinePadded(Atomic<UInt64>(0))

    /// The part of the schedule that one batch deals from.
    struct Batch: BitwiseCopyable {
        fileprivate var rule: RetryRule
        fileprivate var bounds: (Nanoseconds, Nanoseconds, Nanoseconds)
        fileprivate var next: Int64
        fileprivate var step: Int64
        fileprivate var unused: Int64
        fileprivate var draw: UInt64
    }

    /// Sets aside retry times for up to `count` denials at `now`.
    func open(count: Int, load: Load, parameters: borrowing Parameters, at now: Instant) -> Batch {
        var batch = Batch(
            rule: parameters.retryRule,
            bounds: (parameters.retryMin, parameters.retryMax, parameters.retryGranularity), next: 0, step: 0,
            unused: 0, draw: 0)
        switch parameters.retryRule {
        case .fixed: break
        case .uniform: batch.draw = draws.value.wrappingAdd(UInt64(count), ordering: .relaxed).oldValue
        case .staggered:
            batch.step = ServiceStep.nanoseconds(load: load, parameters: parameters)
            let span = batch.step.multipliedReportingOverflow(by: Int64(count)).partialValue
            // Relaxed throughout: the cursor orders nothing but itself.
            var seen = cursor.value.load(ordering: .relaxed)
            while true {
                // A device comes back when those before it in the queue are served, and not beyond the longest retry time.
                let backlog = now.nanoseconds &+ batch.step &* Int64(min(load.queueDepth, 1 << 30))
                let latest = (now + parameters.retryMax).nanoseconds &- span
                // Past the longest retry time the times are dealt over again from the first: a burst larger than that spreads
                // over all of it rather than pile up at its end.
                let start = (backlog...max(latest, backlog)).contains(seen) ? seen : backlog
                let claim = cursor.value.weakCompareExchange(expected: seen, desired: start &+ span, ordering: .relaxed)
                if claim.exchanged {
                    batch.next = start &- now.nanoseconds
                    batch.unused = span
                    break
                }
                seen = claim.original
            }
        }
        return batch
    }

    /// The next device's retry time.
    func deal(_ batch: inout Batch) -> Nanoseconds {
        let span: Nanoseconds
        switch batch.rule {
        case .fixed(let fixed): span = fixed
        case .uniform(let shortest, let longest):
            var generator = SplitMix64(seed: batch.draw)
            batch.draw &+= 1
            let width = UInt64(max((longest - shortest).count, 0))
            span = shortest + Nanoseconds(Int64(generator.next().multipliedFullWidth(by: width).high))
        case .staggered:
            batch.next &+= batch.step
            batch.unused &-= batch.step
            span = Nanoseconds(batch.next)
        }
        return min(max(span.roundedUp(toMultipleOf: batch.bounds.2), batch.bounds.0), batch.bounds.1)
    }

    /// Takes back the time dealt last; the next device gets it.
    func takeBack(_ batch: inout Batch) {
        // The step of rules without a cursor is zero.
        batch.next &-= batch.step
        batch.unused &+= batch.step
    }

    /// Gives back what was not dealt.
    func close(_ batch: Batch) {
        if batch.unused > 0 { cursor.value.wrappingSubtract(batch.unused, ordering: .relaxed) }
    }
}

/// The time that one promised registration takes of the controller.
enum ServiceStep {
    /// `1 / (plannedUtilisation * serviceRate)` in nanoseconds, at least 1 and at most an hour.
    static func nanoseconds(load: Load, parameters: borrowing Parameters) -> Int64 {
        let rate = parameters.plannedUtilisation * load.serviceRate
        return Int64(min(max(1e9 / max(rate, 1e-9), 1), 3.6e12).rounded(.up))
    }
}
