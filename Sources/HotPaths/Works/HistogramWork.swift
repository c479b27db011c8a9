internal import Measurement
internal import SeededRandom

/// `histogram.record`: latencies of all magnitudes into a recorder's histogram, each thread into its own.
final class HistogramWork: HotPathWork {
    private let setting: HotPathSetting
    private let shares: [Share]

    init(_ setting: HotPathSetting) {
        self.setting = setting
        shares = (0..<setting.threads).map { Share(seed: setting.seed &+ UInt64($0)) }
    }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int {
        let (recorder, latencies) = (shares[thread].recorder, shares[thread].latencies)
        let count = setting.share(of: thread).count
        for index in 0..<count {
            let latency = latencies[index & (Share.latencyCount - 1)]
            recorder.record(.token, corrected: latency, uncorrected: latency)
        }
        return count
    }

    /// What one thread works with. Sound: touched by that thread only, and by one run after the other.
    private final class Share: @unchecked Sendable {
        static let latencyCount = 1_024
        let recorder = IntervalRecorder(views: .same)
        let latencies: [Int64]

        /// Latencies from 100 ns to 100 us, evenly over the magnitudes.
        init(seed: UInt64) {
            var random = SplitMix64(seed: seed)
            latencies = (0..<Self.latencyCount).map { _ in
                let magnitude = Int64.random(in: 0..<10, using: &random)
                return 100 << magnitude + Int64.random(in: 0..<100, using: &random)
            }
        }
    }
}
