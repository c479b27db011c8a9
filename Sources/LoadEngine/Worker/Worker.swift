internal import Measurement
internal import Registration
internal import SeededRandom
internal import Workload

/// One worker: plays its share of the plan's devices against a target, in batches, and records what they see.
///
/// A batch goes once around the cycle: what is due asks for tokens; grants become registration requests; the target serves as
/// many as were queued; acknowledgments are recorded. Each step is one call for up to 64 requests, with one reading of the
/// clock before it and one after, so every latency includes the wait for the rest of its batch. After the first batches
/// nothing is allocated.
struct Worker<Session: TargetSession>: ~Copyable {
    private let session: Session
    private let assignment: WorkerAssignment
    private let clock: MonotonicClock
    private let recorder: IntervalRecorder
    private var cursor: ArrivalCursor
    /// The arrival read from the cursor and not yet due.
    private var nextArrival: PlannedRequest?
    private var agenda: Agenda
    private var random: SplitMix64

    private var asking: [DueRequest] = []
    private var registering: [DueRequest] = []
    private var tokenRequests: [TokenRequest] = []
    private var tokenResponses: [TokenResponse] = []
    private var registrationRequests: [RegistrationRequest] = []
    private var registrationResponses: [RegistrationResponse] = []
    private var acknowledgments = AcknowledgmentBuffer(capacity: 4 * BatchLimit.requests)
    private var order: AcknowledgmentOrder
    private var tally = WorkerTally()

    init(session: Session, assignment: WorkerAssignment) {
        self.session = session
        self.assignment = assignment
        clock = assignment.clock
        recorder = assignment.recorder
        cursor = assignment.plan.cursor(worker: assignment.index, of: assignment.workerCount)
        agenda = Agenda(capacity: assignment.plan.devices / assignment.workerCount + 2 * BatchLimit.requests)
        random = SplitMix64(seed: SplitMix64.output(seed: assignment.plan.seed, index: UInt64(assignment.index)))
        order = AcknowledgmentOrder(workerCount: assignment.workerCount)
        asking.reserveCapacity(BatchLimit.requests)
        registering.reserveCapacity(2 * BatchLimit.requests)
        tokenRequests.reserveCapacity(BatchLimit.requests)
        tokenResponses.reserveCapacity(BatchLimit.requests)
        registrationRequests.reserveCapacity(2 * BatchLimit.requests)
        registrationResponses.reserveCapacity(2 * BatchLimit.requests)
        nextArrival = cursor.next()
    }

    /// Works until the plan is done and nothing is under way, or the time to drain is over, or the run is cancelled.
    consuming func run() -> WorkerTally {
        let allocations = AllocationCounter()
        var allocatedBefore: UInt64 = 0
        var requestsBefore: UInt64 = 0
        var batches = 0
        tally.startedAt = clock.nanoseconds()
        var lastProgressAt = tally.startedAt
        var progressBefore: UInt64 = 0
        while !assignment.control.isCancelled {
            // Buffers, histograms and lazy parts of the runtime are warm after some batches.
            if batches == BatchLimit.warmUpBatches {
                allocatedBefore = allocations?.allocatedBytes ?? 0
                requestsBefore = requestsSent
            }
            recorder.checkpoint()
            let now = clock.nanoseconds()
            if tally.arrivalsSent + tally.acknowledged != progressBefore {
                progressBefore = tally.arrivalsSent + tally.acknowledged
                lastProgressAt = now
            } else if nextArrival == nil || !assignment.isOpenLoop, now - lastProgressAt > assignment.drainNanoseconds {
                break
            }
            guard gather(at: now) > 0 else {
                if drainQueue(at: now) > 0 { continue }
                if nextArrival == nil, agenda.isEmpty { break }
                Pause.until(dueTime, from: now, clock: clock)
                continue
            }
            playBatch(startedAt: now)
            batches += 1
        }
        tally.waiting = UInt64(agenda.count)
        tally.hasSentAll = nextArrival == nil
        tally.endedAt = clock.nanoseconds()
        let isCounted = batches > BatchLimit.warmUpBatches
        tally.requestsCounted = isCounted ? requestsSent - requestsBefore : 0
        let allocatedAfter = allocations?.allocatedBytes
        tally.allocatedBytes = allocatedAfter.map { isCounted ? $0 - allocatedBefore : 0 }
        session.settle(at: Instant(nanoseconds: tally.endedAt))
        recorder.finish()
        return tally
    }

    private var requestsSent: UInt64 { tally.tokenRequests + tally.registrationRequests }

    /// When the next request is due, arrival or not.
    private var dueTime: Int64 {
        let arrival = nextArrival.map { assignment.dueTime(ofPlanned: $0.plannedNanoseconds) } ?? .max
        return min(arrival, agenda.nextDue ?? .max)
    }

    // MARK: Gathering

    /// Moves what is due at `now` into ``asking`` and ``registering``; returns how many. Requests of cycles under way go first, but
    /// leave room for arrivals: denied devices that come again and again must not keep the others from coming at all.
    private mutating func gather(at now: Int64) -> Int {
        asking.removeAll(keepingCapacity: true)
        registering.removeAll(keepingCapacity: true)
        var count = 0
        let followUpsMax = nextArrival == nil ? BatchLimit.requests : BatchLimit.requests * 3 / 4
        while count < followUpsMax, let request = agenda.popDue(by: now) {
            place(request)
            count += 1
        }
        while count < BatchLimit.requests, let arrival = nextArrival {
            let planned = assignment.isOpenLoop ? assignment.dueTime(ofPlanned: arrival.plannedNanoseconds) : now
            guard planned <= now else { break }
            if assignment.isOpenLoop { recorder.recordLag(now - planned) }
            place(firstRequest(of: arrival, planned: planned))
            tally.arrivalsSent += 1
            tally.lastArrivalAt = now
            count += 1
            nextArrival = cursor.next()
        }
        return count
    }

    private mutating func place(_ request: DueRequest) {
        switch request.step {
        case .askForToken: asking.append(request)
        case .register: registering.append(request)
        }
    }

    /// How the cycle of an arrival begins.
    @inline(__always)
    private mutating func firstRequest(of arrival: PlannedRequest, planned: Int64) -> DueRequest {
        var request = DueRequest(
            due: planned, device: arrival.device, kind: arrival.kind.rawValue, step: .register, proof: nil)
        switch arrival.kind {
        case .tokenCycle, .expiredToken, .reusedToken: request.step = .askForToken
        case .initial, .priority: break
        case .missingToken: request.proof = .deviceEntry
        case .forgedToken: request.proof = .token(.forged(high: random.next(), low: random.next()))
        }
        return request
    }

    // MARK: One batch

    private mutating func playBatch(startedAt: Int64) {
        var now = startedAt
        if !asking.isEmpty { now = askForTokens(at: now) }
        var served = 0
        if !registering.isEmpty { served = register(at: now) }
        let end = served > 0 ? recordAcknowledgments() : now
        session.endBatch(
            served: served, busy: Nanoseconds(end - startedAt), at: Instant(nanoseconds: end))
    }

    /// Sends ``asking``; returns when the answers were there.
    private mutating func askForTokens(at now: Int64) -> Int64 {
        tokenRequests.removeAll(keepingCapacity: true)
        tokenResponses.removeAll(keepingCapacity: true)
        for request in asking {
            tokenRequests.append(
                TokenRequest(
                    device: DeviceIdentity.name(of: request.device), address: DeviceIdentity.address(of: request.device)
                ))
        }
        session.requestTokens(tokenRequests, at: Instant(nanoseconds: now), into: &tokenResponses)
        let answered = clock.nanoseconds()
        tally.tokenRequests += UInt64(asking.count)
        var denials: UInt64 = 0
        for index in asking.indices {
            let request = asking[index]
            switch tokenResponses[index] {
            case .granted(let token, _):
                tally.grants += 1
                follow(request, granted: token, at: answered)
            case .denied(_, let retryAfter):
                denials += 1
                again(request, step: .askForToken, at: answered &+ retryAfter.count)
            case .discarded:
                tally.discards += 1
                again(request, step: .askForToken, at: answered &+ silence())
                continue  // no answer, no latency
            }
            recordLatency(.token, planned: request.due, sent: now, answered: answered)
        }
        flushLatency()
        tally.denials += denials
        recorder.addDenied(denials)
        return answered
    }

    /// The next step of a device that got a token.
    @inline(__always)
    private mutating func follow(_ request: DueRequest, granted token: Token, at now: Int64) {
        var next = request
        next.step = .register
        next.proof = .token(token)
        next.due = now
        guard request.kind != RequestKind.expiredToken.rawValue else {
            next.due = (Instant(nanoseconds: now) + assignment.tokenTimeout).nanoseconds
            agenda.insert(next)
            return
        }
        registering.append(next)
    }

    /// Puts a request off.
    @inline(never)
    private mutating func again(_ request: DueRequest, step: Step, at due: Int64) {
        var next = request
        next.step = step
        next.due = due
        if step == .askForToken { next.proof = nil }
        agenda.insert(next)
    }

    /// Sends ``registering`` and has the target serve as many; returns how many it served.
    private mutating func register(at now: Int64) -> Int {
        registrationRequests.removeAll(keepingCapacity: true)
        registrationResponses.removeAll(keepingCapacity: true)
        for request in registering {
            registrationRequests.append(
                RegistrationRequest(
                    device: DeviceIdentity.name(of: request.device),
                    address: DeviceIdentity.address(of: request.device),
                    kind: request.proof.map { .token($0) } ?? .initial,
                    hasPriorityTag: request.kind == RequestKind.priority.rawValue,
                    context: RequestContext(worker: assignment.index, plannedNanoseconds: request.due).rawValue))
        }
        session.register(registrationRequests, at: Instant(nanoseconds: now), into: &registrationResponses)
        tally.registrationRequests += UInt64(registering.count)
        for index in registering.indices {
            let request = registering[index]
            switch registrationResponses[index] {
            case .queued:
                if request.kind == RequestKind.reusedToken.rawValue, !request.isRepetition {
                    presentAgain(request, at: now)
                }
            case .denied(_, let retryAfter):
                tally.denials += 1
                recorder.addDenied()
                registerAgain(request, at: now &+ retryAfter.count)
            case .discarded:
                tally.discards += 1
                registerAgain(request, at: now &+ silence())
            }
        }
        // More than this batch queued: what another worker was too early to see must not stand in the queue for ever, with
        // every later request behind it.
        return serve(upTo: registering.count + BatchLimit.requests, at: now)
    }

    /// A device whose registration was not queued: one that needs no token registers again; all others come as well-behaved
    /// devices do, with a new token. A token shown for the second time was only a try.
    @inline(never)
    private mutating func registerAgain(_ request: DueRequest, at due: Int64) {
        guard !request.isRepetition else { return }
        switch RequestKind(rawValue: request.kind) {
        case .initial, .priority: again(request, step: .register, at: due)
        case .tokenCycle, .expiredToken, .reusedToken, .missingToken, .forgedToken, nil:
            var wellBehaved = request
            wellBehaved.kind = RequestKind.tokenCycle.rawValue
            again(wellBehaved, step: .askForToken, at: due)
        }
    }

    /// Presents a used token once more, after its registration has been served.
    @inline(never)
    private mutating func presentAgain(_ request: DueRequest, at now: Int64) {
        var next = request
        next.isRepetition = true
        next.due = now
        agenda.insert(next)
    }

    // MARK: Serving

    private mutating func serve(upTo countMax: Int, at now: Int64) -> Int {
        acknowledgments.removeAll()
        return session.serve(upTo: countMax, at: Instant(nanoseconds: now), into: &acknowledgments)
    }

    /// Serves what others left queued, when there is nothing else to do.
    private mutating func drainQueue(at now: Int64) -> Int {
        let served = serve(upTo: BatchLimit.requests, at: now)
        if served > 0 {
            let end = recordAcknowledgments()
            session.endBatch(served: served, busy: Nanoseconds(end - now), at: Instant(nanoseconds: end))
        } else {
            session.endBatch(served: 0, busy: .zero, at: Instant(nanoseconds: now))
        }
        return served
    }

    /// Records the acknowledgments of one service; returns the time they were there.
    private mutating func recordAcknowledgments() -> Int64 {
        let answered = clock.nanoseconds()
        for index in acknowledgments.items.indices {
            let item = acknowledgments.items[index]
            tally.orderViolations += order.note(item) ? 0 : 1
            recordLatency(
                LatencySeries(tier: item.tier), planned: item.context.plannedNanoseconds,
                sent: max(item.arrivedAt.nanoseconds, item.context.plannedNanoseconds), answered: answered)
        }
        flushLatency()
        let count = UInt64(acknowledgments.items.count)
        tally.acknowledged += count
        tally.failures += UInt64(acknowledgments.failureCount)
        recorder.addCompleted(count)
        return answered
    }

    // MARK: Recording

    /// Equal latencies in a row, recorded as one entry with a count.
    private var streak = LatencyRun()

    /// Records one latency. Consecutive equal ones of a series are counted up first: in a closed loop a whole batch has one.
    @inline(__always)
    private mutating func recordLatency(
        _ series: LatencySeries, planned: Int64, sent: Int64, answered: Int64
    ) {
        let corrected = answered &- planned
        let uncorrected = answered &- sent
        if streak.count > 0, streak.series == series, streak.corrected == corrected, streak.uncorrected == uncorrected {
            streak.count &+= 1
            return
        }
        flushLatency()
        streak = LatencyRun(series: series, corrected: corrected, uncorrected: uncorrected, count: 1)
    }

    @inline(__always)
    private mutating func flushLatency() {
        guard streak.count > 0 else { return }
        recorder.record(
            streak.series, corrected: streak.corrected, uncorrected: streak.uncorrected, count: streak.count)
        streak.count = 0
    }

    // MARK: Chance

    /// How long a device waits that heard nothing: half to three halves of the configured time.
    private mutating func silence() -> Int64 {
        let half = assignment.silenceNanoseconds / 2
        return half + Int64(random.next().multipliedFullWidth(by: UInt64(max(2 * half, 1))).high)
    }
}
