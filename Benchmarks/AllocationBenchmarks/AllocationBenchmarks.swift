import Benchmark
import HotPaths
import Measurement

/// The bytes that every hot path allocates on the heap in one run over 4,096 devices, held to thresholds in git: the core
/// allocates none once it is warm, and what is left are the buffers that a run of the benchmark itself begins with.
let benchmarks: @Sendable () -> Void = {
    let clock = MonotonicClock.calibrated()
    for path in HotPath.allCases { register(path, clock: clock) }
}

/// Bytes that a run allocates, by jemalloc's counter of the thread.
private let allocatedBytes = BenchmarkMetric.custom(
    "allocated bytes a run", polarity: .prefersSmaller, useScalingFactor: false)

private func register(_ path: HotPath, clock: MonotonicClock) {
    let configuration = Benchmark.Configuration(
        metrics: [allocatedBytes], units: [allocatedBytes: .count], warmupIterations: 2, maxIterations: 20)
    Benchmark(path.rawValue, configuration: configuration) { benchmark, runner in
        do {
            guard let allocations = AllocationCounter() else {
                benchmark.error("jemalloc does not serve this process: is libjemalloc-dev installed?")
                return
            }
            try runner.prepare()
            let before = allocations.allocatedBytes
            _ = try runner.run(clock: clock)
            benchmark.measurement(allocatedBytes, Int(clamping: allocations.allocatedBytes - before))
        } catch {
            benchmark.error("\(path.rawValue): \(error)")
        }
    } setup: {
        try HotPathRunner(path, .small)
    }
}
