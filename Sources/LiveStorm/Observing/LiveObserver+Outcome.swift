internal import Devices
internal import Registration
internal import Simulation

/// What the storm came to, by the definitions of the simulation.
extension LiveObserver {
    /// The outcome at `now`; `devices` are those of the fleet as they stand.
    func outcome(devices: [Device], at now: Int64) -> StormOutcome {
        tally.close(at: now)
        var outcome = StormOutcome(law: scenario.law, devices: scenario.devices)
        outcome.serviceRatePerSecond = scenario.serviceRate(of: 0)
        outcome.virtualSeconds = Ranks.seconds(now - tally.beganAt)
        addRecovery(to: &outcome, at: now)
        addRequests(to: &outcome, devices)
        addService(to: &outcome, devices, at: now)
        outcome.wastedRegistrations = tally.wasted
        outcome.secondFailovers = tally.secondFailovers
        outcome.keepAliveMisses = tally.keepAliveMisses
        outcome.promiseErrorSeconds = Ranks(tally.promiseErrors).percentiles
        outcome.queueWaitSeconds = RegistrationClass.allCases.map {
            StormOutcome.TierWait(tier: $0.label, wait: Ranks(tally.queueWaits[Int($0.rawValue)]).percentiles)
        }
        return outcome
    }

    /// Times, bound, curve and verdict.
    private func addRecovery(to outcome: inout StormOutcome, at now: Int64) {
        let start = tally.isMeasuring ? tally.measuredFrom : now
        var home: [Int64] = []
        var rehoming = 0
        for index in records.indices where rehomes[index] {
            rehoming += 1
            if records[index].homeAt >= 0 { home.append(max(records[index].homeAt - start, 0)) }
        }
        // Devices that never lost their primary have nothing to be served for.
        let needed = rehoming - home.count { $0 == 0 }
        let ranks = Ranks(home, missing: rehoming - home.count)
        outcome.rehomingDevices = rehoming
        outcome.neverRegistered = rehoming - home.count
        outcome.t50 = ranks.seconds(perThousand: 500)
        outcome.t90 = ranks.seconds(perThousand: 900)
        outcome.t99 = ranks.seconds(perThousand: 990)
        outcome.t100 = ranks.seconds(perThousand: 1_000)
        let bound = ServiceBound(faults: sites[0].faults, serviceRate: scenario.serviceRate(of: 0))
        if let least = leastTime(toServe: needed, by: bound, from: start) {
            outcome.boundSeconds = Ranks.seconds(least)
        }
        if let last = ranks.largest, last > 0, outcome.neverRegistered == 0 {
            let capacity = bound.capacity(from: start, to: start + last)
            if capacity > 0 { outcome.goodputRatio = min(Double(needed) / capacity, 1) }
        }
        outcome.curve = Self.curve(ranks)
        let canServe = sites[0].isPresentInTheEnd && scenario.serviceRate(of: 0) * sites[0].faults.speed(at: now) > 1e-9
        if !canServe, outcome.neverRegistered > 0 {
            outcome.recovery = .never
        } else {
            outcome.recovery = tally.settledDevices == tally.liveDevices ? .recovered : .metastable
        }
    }

    /// The larger of the time that controller 0 takes to serve `count` devices, and of the time within which they come, in nanoseconds; `nil`
    /// for never.
    private func leastTime(toServe count: Int, by bound: ServiceBound, from start: Int64) -> Int64? {
        guard let least = bound.nanoseconds(for: count, from: start) else { return nil }
        guard count > 0 else { return 0 }
        guard start == tally.beganAt else { return max(least, scenario.device.watchInterval.count) }
        switch scenario.start {
        case .inService: return max(least, scenario.device.watchInterval.count)
        case .coldStart: return max(least, scenario.powerOnSpread.count)
        case .planned(let powerOns):
            let times = powerOns.indices.filter { rehomes[$0] }.map { powerOns[$0].time.count }.sorted().prefix(count)
            return bound.nanoseconds(forArrivals: Array(times), from: start)
        }
    }

    private static func curve(_ ranks: Ranks) -> [StormOutcome.CurvePoint] {
        guard let last = ranks.largest else { return [] }
        let seconds = last / 1_000_000_000 + 1
        let step = (seconds + 510) / 511
        return (0...(seconds + step - 1) / step).map { point in
            let time = Int64(point) * step * 1_000_000_000
            return StormOutcome.CurvePoint(seconds: Ranks.seconds(time), registered: ranks.count(upTo: time))
        }
    }

    /// Requests, messages, denials and fairness.
    private func addRequests(to outcome: inout StormOutcome, _ devices: [Device]) {
        var (requests, requestsOverall, wellBehaved) = (0, 0, 0)
        var (waitSum, waitSquares, waiters) = (0.0, 0.0, 0)
        for index in records.indices where rehomes[index] {
            let record = records[index]
            requestsOverall += Int(record.tokenRequests)
            outcome.denialsPerDeviceMax = max(outcome.denialsPerDeviceMax, Int(record.denials))
            guard devices[index].misbehaviour == .none else { continue }
            wellBehaved += 1
            requests += Int(record.tokenRequests)
            outcome.tokenRequestsPerDeviceMax = max(outcome.tokenRequestsPerDeviceMax, Int(record.tokenRequests))
            guard devices[index].deviceClass == .phone, record.askedAt >= 0, record.homeAt >= record.askedAt
            else { continue }
            let wait = Ranks.seconds(record.homeAt - record.askedAt)
            waitSum += wait
            waitSquares += wait * wait
            waiters += 1
        }
        if wellBehaved > 0 { outcome.tokenRequestsPerDevice = Double(requests) / Double(wellBehaved) }
        if outcome.rehomingDevices > 0 {
            outcome.tokenRequestsPerDeviceOverall = Double(requestsOverall) / Double(outcome.rehomingDevices)
        }
        if waitSquares > 0 { outcome.jainIndex = min(waitSum * waitSum / (Double(waiters) * waitSquares), 1) }
        outcome.denials = tally.denials
        if tally.completed > 0 { outcome.messagesPerRegistration = Double(tally.messages) / Double(tally.completed) }
        if tally.waiting > 0 { outcome.utilisation = min(Double(tally.busy) / Double(tally.waiting), 1) }
    }

    /// Time without service, of the whole storm and since the return.
    private func addService(to outcome: inout StormOutcome, _ devices: [Device], at now: Int64) {
        var (whole, since): ([Int64], [Int64]) = ([], [])
        for index in records.indices where devices[index].state != .gone {
            let span = records[index].withoutService(at: now)
            whole.append(span)
            since.append(max(span - records[index].withoutBefore, 0))
        }
        outcome.withoutServiceSeconds = Self.withoutService(whole)
        outcome.withoutServiceSinceReturnSeconds = Self.withoutService(since)
    }

    private static func withoutService(_ spans: [Int64]) -> StormOutcome.WithoutService {
        let ranks = Ranks(spans).percentiles
        return StormOutcome.WithoutService(
            total: Ranks.seconds(spans.reduce(0, +)), p50: ranks.p50 ?? 0, p99: ranks.p99 ?? 0, max: ranks.max ?? 0)
    }
}
