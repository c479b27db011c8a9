import Benchmark
import HotPaths
import Measurement

/// The time of every hot path of the core, on one and on two threads, in structures that fit the caches and in ones that do not.
///
/// The bodies are those that the gate compares and the tests check.
let benchmarks: @Sendable () -> Void = {
    let clock = MonotonicClock.calibrated()
    for path in HotPath.allCases {
        for (size, name) in [(HotPathSetting.small, "small"), (.large, "large")] {
            for threads in [1, 2] {
                let setting = HotPathSetting(devices: size.devices, threads: threads)
                register(path, setting, named: "\(path.rawValue) \(name) \(threads)", clock: clock)
            }
        }
    }
}

/// Nanoseconds that a thousand operations take, from the first thread's start to the last one's end.
private let time = BenchmarkMetric.custom("ns per 1,000 operations", polarity: .prefersSmaller, useScalingFactor: false)

private func register(_ path: HotPath, _ setting: HotPathSetting, named name: String, clock: MonotonicClock) {
    let configuration = Benchmark.Configuration(
        metrics: [time], units: [time: .count], warmupIterations: 1, maxDuration: .milliseconds(500),
        maxIterations: 200)
    Benchmark(name, configuration: configuration) { benchmark, runner in
        do {
            try runner.prepare()
            benchmark.measurement(time, Int((try runner.run(clock: clock) * 1_000).rounded()))
        } catch {
            benchmark.error("\(name): \(error)")
        }
    } setup: {
        try HotPathRunner(path, setting)
    }
}
