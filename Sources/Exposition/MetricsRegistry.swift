public import CoreMetrics
internal import Synchronization

/// What code that is instrumented with swift-metrics counts, for Prometheus: the backend of a process.
///
///     let registry = MetricsRegistry()
///     MetricsSystem.bootstrap(registry)
///     ... registry.write(into: &text)
///
/// For what is rare. Code that counts with every request keeps counters of its own, which are read when somebody looks.
///
/// Thread-safe. Handlers of the same label and dimensions are one. Of more than `seriesMax` series the others count nothing, and how many there were is
/// told: a label that carries names of devices fills no memory.
public final class MetricsRegistry: MetricsFactory, Sendable {
    /// The name and labels of a series, as they are written.
    struct Key: Hashable, Sendable {
        let name: String
        let labels: [String]
        let values: [String]
    }

    private struct State {
        var counters: [Key: CounterCell] = [:]
        var gauges: [Key: GaugeCell] = [:]
        var timers: [Key: TimerCell] = [:]
        var droppedCount: UInt64 = 0

        var seriesCount: Int { counters.count + gauges.count + timers.count }
    }

    private let seriesMax: Int
    private let state = Mutex(State())

    /// A registry of at most `seriesMax` series.
    public init(seriesMax: Int = 1_000) { self.seriesMax = seriesMax }

    private func cell<Cell: Sendable>(
        _ cells: WritableKeyPath<State, [Key: Cell]>, _ label: String, suffix: String,
        _ dimensions: [(String, String)], make: () -> Cell
    ) -> Cell? {
        let key = Key(label, suffix: suffix, dimensions)
        return state.withLock { state in
            if let cell = state[keyPath: cells][key] { return cell }
            guard state.seriesCount < seriesMax else {
                state.droppedCount += 1
                return nil
            }
            let cell = make()
            state[keyPath: cells][key] = cell
            return cell
        }
    }

    // MARK: MetricsFactory

    /// A counter; its name ends in `_total`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(\.counters, label, suffix: "_total", dimensions) { CounterCell() } ?? NOOPMetricsHandler.instance
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(\.gauges, label, suffix: "", dimensions) { GaugeCell() } ?? NOOPMetricsHandler.instance
    }

    /// A gauge of the value that was recorded last. Distributions of values that are no times are not kept.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        cell(\.gauges, label, suffix: "", dimensions) { GaugeCell() } ?? NOOPMetricsHandler.instance
    }

    /// A histogram of seconds; its name ends in `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(\.timers, label, suffix: "_seconds", dimensions) { TimerCell() } ?? NOOPMetricsHandler.instance
    }

    /// Nothing: what a process has counted it has counted.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Nothing, likewise.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Nothing, likewise.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Nothing, likewise.
    public func destroyTimer(_ handler: any TimerHandler) {}

    // MARK: The text

    /// Writes all families, by name. O(series).
    public func write(into text: inout PrometheusText) {
        let state = state.withLock { $0 }
        write(state.counters, .counter, into: &text) { $1.add(labels: $2, $0.count) }
        write(state.gauges, .gauge, into: &text) { $1.add(labels: $2, $0.value) }
        write(state.timers, .histogram, into: &text) { $1.add(labels: $2, $0.histogram.snapshot) }
        text.counter(
            "metrics_series_dropped_total", help: "Series that were asked for when there were as many as may be.",
            state.droppedCount)
    }

    private func write<Cell>(
        _ cells: [Key: Cell], _ kind: PrometheusText.FamilyKind, into text: inout PrometheusText,
        _ add: (Cell, inout PrometheusText, [PrometheusText.Label]) -> Void
    ) {
        for (name, series) in Dictionary(grouping: cells, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text.begin(name, kind, help: name.replacing("_", with: " ") + ", as instrumented.")
            for (key, cell) in series.sorted(by: { $0.key.values.lexicographicallyPrecedes($1.key.values) }) {
                add(cell, &text, Array(zip(key.labels, key.values)))
            }
        }
    }
}
