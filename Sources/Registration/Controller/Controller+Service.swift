internal import LockFree

/// Service, upkeep and the other side of the table.
extension Controller where Law: ~Copyable {
    /// Serves up to `countMax` queued registrations in the order of the discipline: each device gets its lines, template and
    /// mailbox, is entered into the table, and is acknowledged to `sink`. Returns how many left the queue; fewer than asked
    /// when no more were visible. Allocates nothing. Thread-safe on different lanes.
    public func serve(
        upTo countMax: Int, at now: Instant, on lane: inout Lane, sink: inout some RegistrationSink & ~Copyable
    ) -> Int {
        var served = 0
        while served < countMax {
            lane.service.entries.removeAll(keepingCapacity: true)
            let count = queue.dequeue(
                upTo: min(countMax - served, BatchSize.max), by: &lane.discipline, into: &lane.service.entries)
            if count == 0 { break }
            let tally = manager.complete(&lane.service, in: table, hasher: hasher, at: now, sink: &sink)
            unsafe lane.counters.add(.registered, tally.entered)
            unsafe lane.counters.add(.renewed, tally.renewed)
            unsafe lane.counters.add(.failed, tally.failed)
            unsafe lane.counters.add(.rowsFreed, tally.freed)
            served += count
        }
        return served
    }

    /// Tells the controller what service costs: `count` registrations took `span` of this lane's time. Laws plan with the sum
    /// of the lanes' rates.
    public func recordService(of count: Int, busy span: Nanoseconds, on lane: inout Lane) {
        if let rate = lane.estimate.add(count, busy: span) { unsafe lane.counters.serviceRate = rate }
    }

    /// Reclaims ended rows of the token store, a little: as much as keeps the whole store swept twice per token timeout, and once in five
    /// seconds, since slots that nobody came to are found so and serve others; never more than 4,096 lines at once. Call it now
    /// and then on any lane; how often does not matter as long as that is enough.
    public func sweepTokens(at now: Instant, on lane: inout Lane) {
        guard let last = lane.sweptAt else {
            lane.sweptAt = now
            return
        }
        guard now - last >= .milliseconds(1) else { return }
        let load = load(assumedServiceRate: lane.parameters.assumedServiceRate)
        let period = min(lane.parameters.tokenTimeout.timeout(under: load).seconds / 2, 5)
        let due = Double(tokens.slotCount) * (now - last).seconds / period
        guard due >= 64 else { return }
        lane.sweptAt = now
        let count = Int(min(due, 4_096))
        let end = lane.sweepLine + count
        sweep(lane.sweepLine..<end, load: load, at: now, on: &lane)
        lane.sweepLine = end < tokens.slotCount ? end : 0
    }

    /// Reclaims every ended row of the token store. Takes time in proportion to the store; for the end of a run.
    public func sweepAllTokens(at now: Instant, on lane: inout Lane) {
        sweep(0..<tokens.slotCount, load: load(), at: now, on: &lane)
    }

    private func sweep(_ lines: Range<Int>, load: Load, at now: Instant, on lane: inout Lane) {
        var effects = TokenStore.Effects()
        tokens.sweep(lines: lines, effects: &effects, at: now)
        settle(effects, load: load, on: &lane, at: now)
    }

    /// Takes a device out of the registration table, its names with it. `false` when it is not registered. A request of the
    /// device that is queued stays queued.
    public func unregister(_ device: DeviceName, on lane: inout Lane) -> Bool {
        switch table.remove(device, hash: hasher.hash(device)) {
        case .absent: return false
        case .removed(let row, let isFreed):
            manager.giveBackLines(of: row)
            unsafe lane.counters.add(.unregistered)
            if isFreed { unsafe lane.counters.add(.rowsFreed) }
            return true
        }
    }

    /// Opens a session between the registered devices that two directory names call.
    public func openSession(
        from: DirectoryName, to: DirectoryName, at now: Instant
    ) throws(SessionTracker.OpenError) -> SessionTracker.Session {
        guard let caller = table.entry(calledBy: from) else { throw .notRegistered(from) }
        guard let called = table.entry(calledBy: to) else { throw .notRegistered(to) }
        return try sessions.open(
            from: from, to: to, fromDevice: caller.device, toDevice: called.device, at: now)
    }
}
