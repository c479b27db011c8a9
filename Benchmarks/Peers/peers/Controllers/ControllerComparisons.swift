internal import Measurement

/// What a full cycle of a device costs in whole controllers, and at least.
struct ControllerComparisons {
    /// Devices, one cycle each per round.
    let devices: Int
    /// Thread counts, one comparison each.
    let threads: [Int]
    /// The one clock of all.
    let clock: MonotonicClock

    /// One comparison for each number of threads.
    var all: [() throws -> Comparison] {
        threads.map { threads in
            { try comparison(threads: threads) }
        }
    }

    private func comparison(threads: Int) throws -> Comparison {
        try CycleFootprint.check()
        let plan = DevicePlan(count: devices, seed: 42)
        let runner = RoundRunner(plan: plan, threads: threads, clock: clock)
        let limit = CycleLimit(plan: plan, threads: threads, clock: clock)
        func contender(_ column: Column, _ run: @escaping (UInt64) throws -> Int64) -> Contender {
            Contender(column: column) { round in
                // The same seed for all contenders of a round.
                Double(try run(0x5EED &+ UInt64(round))) / Double(devices)
            }
        }
        return Comparison(
            what: "full cycle", shape: "\(Shape.devices(devices)), \(Shape.threads(threads))",
            contenders: [
                contender(.ours) { try runner.run(OwnArm.self, seed: $0) },
                contender(.assembled) { try runner.run(PeerArm.self, seed: $0) },
                contender(.limit) { try limit.run(seed: $0) },
            ])
    }
}
