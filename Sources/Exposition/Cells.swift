internal import CoreMetrics
internal import Synchronization

/// A counter of swift-metrics. Thread-safe.
final class CounterCell: CounterHandler, Sendable {
    /// Written by whoever counts, read by whoever looks; only grows.
    private let value = Atomic<UInt64>(0)

    // Relaxed here and below: figures, no more.
    var count: UInt64 { value.load(ordering: .relaxed) }

    func increment(by amount: Int64) { value.add(UInt64(max(amount, 0)), ordering: .relaxed) }

    /// Nothing: a counter that falls is read as one of a new process.
    func reset() {}
}

/// A gauge of swift-metrics: what was set last. Thread-safe.
final class GaugeCell: MeterHandler, RecorderHandler, Sendable {
    /// The bits of the value. Written by whoever sets it, read by whoever looks.
    private let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func increment(by amount: Double) { change(by: amount) }
    func decrement(by amount: Double) { change(by: -amount) }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    private func change(by amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}

/// A timer of swift-metrics, as a histogram. Thread-safe.
final class TimerCell: TimerHandler, Sendable {
    let histogram = BucketHistogram()

    func recordNanoseconds(_ duration: Int64) { histogram.record(nanoseconds: duration) }
}
