import Exposition
import LoadEngine
import Measurement

extension RunBoard {
    /// The tiers of the queue, by their places.
    static let tierNames = ["priority", "token", "initial"]

    /// Adds what is known of all phases.
    func write(into text: inout PrometheusText) {
        let phases = all
        text.begin("loadgen_run_info", .gauge, help: "What runs, by phase; always 1.")
        for phase in phases {
            text.add(
                labels: [
                    ("phase", phase.name), ("target", phase.target), ("profile", phase.plan.profile),
                    ("plan_hash", phase.plan.hash), ("seed", "\(phase.plan.seed)"),
                ], UInt64(1))
        }
        counts(phases, into: &text)
        latencies(phases, into: &text)
        course(phases, into: &text)
    }

    private func counts(_ phases: [Phase], into text: inout PrometheusText) {
        text.begin("loadgen_completed_total", .counter, help: "Requests that were answered with what they asked for.")
        for phase in phases { text.add(labels: [("phase", phase.name)], phase.completedCount) }
        text.begin("loadgen_denied_total", .counter, help: "Requests that were denied or discarded.")
        for phase in phases { text.add(labels: [("phase", phase.name)], phase.deniedCount) }
    }

    private func latencies(_ phases: [Phase], into text: inout PrometheusText) {
        text.begin("loadgen_latency_seconds", .histogram, help: "From the planned start of a request to its answer.")
        for phase in phases {
            for (series, counts) in phase.latencies where series.isAnswer {
                text.add(labels: [("phase", phase.name), ("series", series.label)], counts)
            }
        }
        text.begin("loadgen_lag_seconds", .histogram, help: "How late the generator was behind the plan.")
        for phase in phases {
            for (series, counts) in phase.latencies where !series.isAnswer {
                text.add(labels: [("phase", phase.name)], counts)
            }
        }
    }

    private func course(_ phases: [Phase], into text: inout PrometheusText) {
        func gauge(_ name: String, _ help: String, _ value: (Phase) -> Double?) {
            text.begin(name, .gauge, help: help)
            for phase in phases { if let value = value(phase) { text.add(labels: [("phase", phase.name)], value) } }
        }
        gauge("loadgen_devices", "Devices of the plan.") { Double($0.plan.devices) }
        gauge("loadgen_planned_rate_per_second", "Cycles a second that the plan asks for.") { $0.plan.ratePerSecond }
        gauge("loadgen_elapsed_seconds", "Seconds since the phase began.") { $0.elapsedSeconds }
        gauge("loadgen_planned_seconds", "Seconds that the plan lasts.") { $0.plannedSeconds }
        gauge("loadgen_done_ratio", "The part of the plan that is done.") { $0.doneFraction }
        gauge("loadgen_run_valid", "1 as long as nothing has come up that makes the run invalid.") {
            $0.isValid ? 1 : 0
        }
        text.begin("loadgen_queue_depth", .gauge, help: "Registrations that wait at a target in this process, by tier.")
        for phase in phases {
            for (tier, depth) in zip(Self.tierNames, phase.queueDepth) {
                text.add(labels: [("phase", phase.name), ("tier", tier)], Double(depth))
            }
        }
    }
}
