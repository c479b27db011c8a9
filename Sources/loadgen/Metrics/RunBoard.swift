import AdminHTTP
import Exposition
import LoadEngine
import Measurement
import Reporting
import Synchronization

/// What is known of a run at the moment, for whoever looks: written once a second by the run, read by scrapes. Thread-safe.
final class RunBoard: Sendable {
    /// A phase: what it is, and how far it is.
    struct Phase: Sendable {
        var name: String
        var target: String
        var plan: PlanFacts
        var elapsedSeconds: Double?
        var plannedSeconds: Double?
        var doneFraction: Double?
        var queueDepth: [Int] = []
        /// Latencies so far, by series; lag is among them.
        var latencies: [(series: LatencySeries, counts: BucketCounts)] = []
        var completedCount: UInt64 = 0
        var deniedCount: UInt64 = 0
        /// Whether nothing has come up yet that makes the run invalid.
        var isValid = true
    }

    /// What a plan is, for labels and gauges.
    struct PlanFacts: Sendable {
        var hash: String
        var profile: String
        var seed: UInt64
        var devices: Int
        var ratePerSecond: Double?
    }

    private let phases = Mutex<[Phase]>([])

    /// A phase begins.
    func begin(_ name: String, target: LoadRun.Target, plan: PlanFacts) {
        phases.withLock { $0.append(Phase(name: name, target: "\(target)", plan: plan)) }
    }

    /// A second of the phase has passed.
    func note(_ progress: RunProgress) {
        let recorded = progress.recorded
        let latencies = LatencySeries.allCases.map { ($0, BucketCounts(latencies: recorded.corrected($0))) }
        let lag = latencies.first { $0.0 == .lag }?.1.quantile(0.99) ?? 0
        let isLate = progress.plannedSeconds != nil && lag * 1e9 > Double(ValidityRules().lagP99MaxNanoseconds)
        phases.withLock { phases in
            guard !phases.isEmpty else { return }
            let last = phases.count - 1
            phases[last].latencies = latencies
            phases[last].completedCount = recorded.completedCount
            phases[last].deniedCount = recorded.deniedCount
            phases[last].isValid = !isLate && (progress.ratePercent ?? 100) == 100
            phases[last].elapsedSeconds = progress.elapsedSeconds
            phases[last].plannedSeconds = progress.plannedSeconds
            phases[last].doneFraction = progress.doneFraction
            phases[last].queueDepth = progress.interval.queueDepth
        }
    }

    /// The phases so far, the one under way last.
    var all: [Phase] { phases.withLock { $0 } }
}
