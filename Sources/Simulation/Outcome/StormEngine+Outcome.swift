internal import Devices
internal import Registration

/// What the storm came to.
extension StormEngine where Law: ~Copyable {
    /// Whether a device counts among those that come home to controller 0.
    func rehomes(_ index: Int) -> Bool {
        fleet.devices[index].misbehaviour != .neverReturns
            && assignment.controllers(ofDevice: index)[.primary] == 0
    }

    mutating func outcome() -> StormOutcome {
        let end = max(now, tally.measuredFrom)
        if tally.waitingSince >= 0 { tally.waiting += now - tally.waitingSince }
        var outcome = StormOutcome(law: scenario.law, devices: scenario.devices)
        outcome.serviceRatePerSecond = scenario.serviceRate(of: 0)
        outcome.eventsPlayed = tally.events
        outcome.virtualSeconds = Ranks.seconds(now)
        addRecovery(to: &outcome)
        addRequests(to: &outcome)
        addService(to: &outcome, at: end)
        outcome.wastedRegistrations = tally.wasted + expiredRegistrations
        outcome.secondFailovers = tally.secondFailovers
        outcome.keepAliveMisses = tally.keepAliveMisses
        outcome.promiseErrorSeconds = Ranks(tally.promiseErrors).percentiles
        outcome.queueWaitSeconds = RegistrationClass.allCases.map {
            StormOutcome.TierWait(tier: $0.label, wait: Ranks(tally.queueWaits[Int($0.rawValue)]).percentiles)
        }
        outcome.violations = check()
        return outcome
    }

    private var serviceBound: ServiceBound {
        ServiceBound(faults: faults.controllers[0], serviceRate: scenario.serviceRate(of: 0))
    }

    /// The larger of the time that controller 0 takes to serve `count` devices from its return, and of the time within which
    /// devices notice it, in nanoseconds; `nil` for never.
    func leastTime(toServe count: Int) -> Int64? {
        guard let least = serviceBound.nanoseconds(for: count, from: tally.measuredFrom) else { return nil }
        guard count > 0 else { return 0 }
        guard tally.measuredFrom == 0 else { return max(least, settings.watchInterval.count) }
        switch scenario.start {
        case .inService: return max(least, settings.watchInterval.count)
        case .coldStart: return max(least, scenario.powerOnSpread.count)
        case .planned(let powerOns):
            // Whichever devices they are: the first to come are the worst case for a bound.
            let times = powerOns.indices.filter(rehomes).map { powerOns[$0].time.count }.sorted().prefix(count)
            return serviceBound.nanoseconds(forArrivals: Array(times), from: 0)
        }
    }

    /// Times, bound, curve and verdict.
    private func addRecovery(to outcome: inout StormOutcome) {
        let start = tally.measuredFrom
        var home: [Int64] = []
        var rehoming = 0
        for index in fleet.devices.indices where rehomes(index) {
            rehoming += 1
            if fleet.records[index].homeAt >= 0 { home.append(max(fleet.records[index].homeAt - start, 0)) }
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
        if let least = leastTime(toServe: needed) {
            outcome.boundSeconds = Ranks.seconds(max(least, ownDelayBound()))
        }
        let bound = serviceBound
        outcome.promiseBoundSeconds = promiseBound(bound).map(Ranks.seconds)
        if let last = ranks.largest, last > 0, outcome.neverRegistered == 0 {
            let capacity = bound.capacity(from: start, to: start + last)
            if capacity > 0 { outcome.goodputRatio = min(Double(needed) / capacity, 1) }
        }
        outcome.curve = curve(ranks)
        outcome.recovery = recovery(neverRegistered: outcome.neverRegistered)
    }

    private func curve(_ ranks: Ranks) -> [StormOutcome.CurvePoint] {
        guard let last = ranks.largest else { return [] }
        let seconds = last / 1_000_000_000 + 1
        let step = (seconds + 510) / 511
        return (0...(seconds + step - 1) / step).map { point in
            let time = Int64(point) * step * 1_000_000_000
            return StormOutcome.CurvePoint(seconds: Ranks.seconds(time), registered: ranks.count(upTo: time))
        }
    }

    private func recovery(neverRegistered: Int) -> StormOutcome.Recovery {
        let canServe = isPresentInTheEnd(0) && sites[0].serviceNanoseconds != nil
        guard canServe || neverRegistered == 0 else { return .never }
        return tally.settledDevices == tally.liveDevices ? .recovered : .metastable
    }

    /// Requests, messages, denials and fairness.
    private func addRequests(to outcome: inout StormOutcome) {
        var (requests, requestsOverall, wellBehaved) = (0, 0, 0)
        var (waitSum, waitSquares, waiters) = (0.0, 0.0, 0)
        for index in fleet.devices.indices where rehomes(index) {
            let record = fleet.records[index]
            requestsOverall += Int(record.tokenRequests)
            outcome.denialsPerDeviceMax = max(outcome.denialsPerDeviceMax, Int(record.denials))
            guard fleet.devices[index].misbehaviour == .none else { continue }
            wellBehaved += 1
            requests += Int(record.tokenRequests)
            outcome.tokenRequestsPerDeviceMax = max(outcome.tokenRequestsPerDeviceMax, Int(record.tokenRequests))
            guard fleet.devices[index].deviceClass == .phone, record.askedAt >= 0, record.homeAt >= record.askedAt
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
        if waitSquares > 0 { outcome.jainIndex = waitSum * waitSum / (Double(waiters) * waitSquares) }
        outcome.denials = tally.denials
        if tally.completed > 0 { outcome.messagesPerRegistration = Double(tally.messages) / Double(tally.completed) }
        if tally.waiting > 0 { outcome.utilisation = min(Double(tally.busy) / Double(tally.waiting), 1) }
    }

    /// Time without service, of the whole storm and since the return.
    private func addService(to outcome: inout StormOutcome, at end: Int64) {
        var (whole, since): ([Int64], [Int64]) = ([], [])
        whole.reserveCapacity(fleet.records.count)
        since.reserveCapacity(fleet.records.count)
        for index in fleet.records.indices where fleet.devices[index].state != .gone {
            let record = fleet.records[index]
            let span = record.withoutTotal + (record.withoutSince >= 0 ? end - record.withoutSince : 0)
            whole.append(span)
            since.append(span - record.withoutBefore)
        }
        outcome.withoutServiceSeconds = Self.withoutService(whole)
        outcome.withoutServiceSinceReturnSeconds = Self.withoutService(since)
    }

    private static func withoutService(_ spans: [Int64]) -> StormOutcome.WithoutService {
        let ranks = Ranks(spans)
        return StormOutcome.WithoutService(
            total: Ranks.seconds(spans.reduce(0, +)), p50: ranks.seconds(perThousand: 500) ?? 0,
            p99: ranks.seconds(perThousand: 990) ?? 0, max: ranks.seconds(perThousand: 1_000) ?? 0)
    }

    /// Registrations whose token had expired or was used, since the return. One that a crash made unknown is served in the
    /// third tier, and no work is lost by it.
    private var expiredRegistrations: Int {
        hosts.reduce(0) { $0 + Self.invalidTokens($1.counts) } - tally.invalidTokensBefore
    }

    static func invalidTokens(_ counts: CounterSnapshot) -> Int {
        Int(counts[.invalidReused] + counts[.invalidForeign] + counts[.invalidExpired])
    }
}
