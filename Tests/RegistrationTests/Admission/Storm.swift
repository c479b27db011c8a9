import LockFree

@testable import Registration

/// All devices of a site at once, in virtual time, against a controller under a law: each asks for a token, comes back
/// at its retry time when denied, and registers when granted; the controller serves at a fixed rate.
struct Storm {
    var deviceCount = 2_000
    /// Registrations a second that the controller really serves.
    var serviceRate = 200.0
    /// From when on it serves half of that.
    var halvedAfter = Nanoseconds.max
    /// One device in so many does not come back from a denial; 0 for none.
    var noShowPeriod = 0
    var configure: (inout Parameters) -> Void = { _ in }

    /// What came of it.
    struct Outcome {
        /// When the last device was registered.
        var finished = Nanoseconds.zero
        var registered = 0
        var requestsMax = 0
        var requestCount = 0
        /// Services that were not used, over those possible, while devices were missing.
        var idleShare = 0.0
        /// The most grants outstanding at once.
        var outstandingMax = 0
        /// The longest that the queue was.
        var queueDepthMax = 0
        var counts = CounterSnapshot()
        var addsUp = false
        /// The retry times of the first wave.
        var firstRetryTimes: [Nanoseconds] = []
    }

    private static var tick: Nanoseconds { .milliseconds(5) }

    func run() throws -> Outcome { try run(under: CalendarPolicy.self) }

    func run<Law: AdmissionPolicy & ~Copyable>(under law: Law.Type) throws -> Outcome {
        let bench = try ControllerBench<Law> { configuration in
            configuration = ControllerConfiguration(devices: deviceCount, laneCount: 1, hashSeed: 1)
            configuration.parameters.assumedServiceRate = serviceRate
            configure(&configuration.parameters)
        }
        let start = bench.now
        let deadline = 20_000
        var due: [[Int]] = Array(repeating: [], count: deadline + 1)
        due[0] = Array(0..<deviceCount)
        var requests = Array(repeating: 0, count: deviceCount)
        var granted: [Int] = []
        var outcome = Outcome()
        var credit = 0.0
        var possible = 0.0
        var unused = 0.0
        var expected = deviceCount
        for tickIndex in 0..<deadline where outcome.registered < expected {
            bench.now = start + Self.tick * Int64(tickIndex)
            // Those granted in the tick before register now: a round trip lies between.
            for device in granted { _ = bench.register(device, .token(.deviceEntry)) }
            granted.removeAll(keepingCapacity: true)
            for device in due[tickIndex] {
                requests[device] += 1
                switch bench.ask(device) {
                case .granted: granted.append(device)
                case .denied(_, let retryAfter):
                    if tickIndex == 0 { outcome.firstRetryTimes.append(retryAfter) }
                    if noShowPeriod > 0, device.isMultiple(of: noShowPeriod) {
                        expected -= 1
                        continue
                    }
                    let ticks = (retryAfter.count + Self.tick.count - 1) / Self.tick.count
                    due[min(tickIndex + Int(ticks), deadline)].append(device)
                case .discarded: break
                }
            }
            let load = bench.controller.load()
            outcome.outstandingMax = max(outcome.outstandingMax, load.outstandingGrants)
            outcome.queueDepthMax = max(outcome.queueDepthMax, load.queueDepth)
            let rate = bench.now - start < halvedAfter ? serviceRate : serviceRate / 2
            credit += rate * Self.tick.seconds
            let served = bench.serve(upTo: Int(credit))
            if served > 0 {
                bench.controller.recordService(
                    of: served, busy: Nanoseconds(seconds: Double(served) / rate), on: &bench.lane)
            }
            outcome.registered += served
            // The first ticks have nothing to serve yet, the last have nothing left.
            if tickIndex > 1, outcome.registered < expected {
                possible += rate * Self.tick.seconds
                if credit - Double(served) >= 1 { unused += (credit - Double(served)).rounded(.down) }
            }
            credit = (credit - Double(served)).truncatingRemainder(dividingBy: 1)
            bench.controller.sweepTokens(at: bench.now, on: &bench.lane)
        }
        outcome.finished = bench.now - start
        outcome.requestsMax = requests.max() ?? 0
        outcome.requestCount = requests.reduce(0, +)
        outcome.idleShare = possible > 0 ? unused / possible : 0
        outcome.counts = bench.counts
        outcome.addsUp = bench.tokensAddUp() && bench.isConsistent()
        return outcome
    }
}
