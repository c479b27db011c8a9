internal import LockFree

/// Token requests: figure 5.
extension Controller where Law: ~Copyable {
    /// Answers one token request; see ``requestTokens(_:at:on:into:)``.
    public func requestToken(_ request: TokenRequest, at now: Instant, on lane: inout Lane) -> TokenResponse {
        var responses: [TokenResponse] = []
        requestTokens([request].span, at: now, on: &lane, into: &responses)
        return responses[0]
    }

    /// Answers token requests (steps 102 to 112 of figure 5), one response for each, in order, appended to `responses`.
    ///
    /// The load is determined once per 64 requests. A device with a live grant, or before its retry time, gets the same answer
    /// again. For all others the law decides; a grant is stored with its timeout before it is answered. Allocates only if
    /// `responses` lacks the capacity. Thread-safe on different lanes.
    public func requestTokens(
        _ requests: Span<TokenRequest>, at now: Instant, on lane: inout Lane, into responses: inout [TokenResponse]
    ) {
        parameters.refresh(&lane.parameters, version: &lane.parametersVersion)
        var start = 0
        while start < requests.count {
            let end = min(start + BatchSize.max, requests.count)
            answer(requests.extracting(start..<end), at: now, on: &lane, into: &responses)
            start = end
        }
    }

    /// Answers one batch.
    private func answer(
        _ requests: Span<TokenRequest>, at now: Instant, on lane: inout Lane, into responses: inout [TokenResponse]
    ) {
        for index in requests.indices {
            lane.hashes[index] = hasher.hash(requests[index].device)
            if index < BatchSize.group { tokens.prefetch(hash: lane.hashes[index]) }
        }
        let load = load(assumedServiceRate: lane.parameters.assumedServiceRate)
        let terms = TokenStore.Terms(
            timeout: lane.parameters.tokenTimeout.timeout(under: load), slotGrace: lane.parameters.slotGrace,
            slotLead: lane.parameters.slotLead, denialsUntilPriority: lane.parameters.denialsUntilPriority)
        var tally = TokenTally()
        var batch = law.open(count: requests.count, load: load, parameters: lane.parameters, at: now)
        responses.append(addingCapacity: requests.count) { answers in
            for index in requests.indices {
                let request = requests[index]
                let hash = lane.hashes[index]
                if index % BatchSize.group == 0 {
                    for next in BatchSize.group(at: index + BatchSize.group, of: requests.count) {
                        tokens.prefetch(hash: lane.hashes[next])
                    }
                    for current in BatchSize.group(at: index, of: requests.count) {
                        tokens.prefetchOverflow(hash: lane.hashes[current])
                    }
                }
                let proposal = law.decide(.token, &batch)
                var answer = tokens.request(
                    request.device, hash: hash, address: request.address, proposal: proposal, terms: terms,
                    generator: &lane.generator, effects: &tally.effects, at: now)
                if case .aged = answer {
                    law.withdraw(proposal, &batch)
                    answer = askAgainWithPriority(
                        request, hash: hash, terms: terms, batch: &batch, lane: &lane, tally: &tally, at: now)
                } else if !answer.usesProposal {
                    law.withdraw(proposal, &batch)
                }
                answers.append(response(to: answer, load: load, lane: &lane, tally: &tally, at: now))
            }
        }
        law.close(batch)
        settle(tally.effects, load: load, on: &lane, at: now)
        unsafe tally.add(requests: requests.count, to: lane.counters)
    }

    /// A device denied too often is decided once more, as a priority request would be.
    @inline(never)
    private func askAgainWithPriority(
        _ request: TokenRequest, hash: UInt64, terms: TokenStore.Terms, batch: inout Law.Batch, lane: inout Lane,
        tally: inout TokenTally, at now: Instant
    ) -> TokenStore.Answer {
        var final = terms
        final.denialsUntilPriority = 0
        let proposal = law.decide(.priority, &batch)
        let answer = tokens.request(
            request.device, hash: hash, address: request.address, proposal: proposal, terms: final,
            generator: &lane.generator, effects: &tally.effects, at: now)
        if !answer.usesProposal { law.withdraw(proposal, &batch) }
        if case .granted(_, _, isNew: true) = answer { tally.aged += 1 }
        return answer
    }

    @inline(__always)
    private func response(
        to answer: TokenStore.Answer, load: Load, lane: inout Lane, tally: inout TokenTally, at now: Instant
    ) -> TokenResponse {
        let tellsTimeout = lane.parameters.tellsTokenTimeout
        switch answer {
        case .granted(let token, let timeout, let isNew):
            if isNew { tally.granted += 1 } else { tally.repeated += 1 }
            return .granted(token, timeout: tellsTimeout ? timeout : nil)
        case .grantedInSlot(let token, let timeout):
            tally.granted += 1
            tally.slotsHonoured += 1
            return .granted(token, timeout: tellsTimeout ? timeout : nil)
        case .denied(let retryAfter, let isNew):
            return deny(isNew ? .load : .early, retryAfter: retryAfter, lane: &lane, tally: &tally)
        // A token request has a timeout, so it is never told of a bare slot.
        case .aged, .slot: return deny(.load, retryAfter: lane.parameters.retryMin, lane: &lane, tally: &tally)
        case .full:
            let retryAfter = retryTime(load: load, parameters: lane.parameters, at: now)
            return deny(.tokenStoreFull, retryAfter: retryAfter, lane: &lane, tally: &tally)
        }
    }

    private func deny(
        _ reason: DenialReason, retryAfter: Nanoseconds, lane: inout Lane, tally: inout TokenTally
    ) -> TokenResponse {
        tally.denied += 1
        if reason == .early { unsafe lane.counters.add(.tokensDeniedEarly) }
        if reason == .tokenStoreFull { unsafe lane.counters.add(.tokensDeniedStoreFull) }
        guard lane.parameters.answersDenials else {
            unsafe lane.counters.add(.discarded)
            return .discarded
        }
        return .denied(reason, retryAfter: retryAfter)
    }

    /// A retry time for a denial that no law decided.
    @inline(never)
    func retryTime(load: Load, parameters: borrowing Parameters, at now: Instant) -> Nanoseconds {
        var batch = retries.open(count: 1, load: load, parameters: parameters, at: now)
        let span = retries.deal(&batch)
        retries.close(batch)
        return span
    }

    /// Counts what the store noticed in passing, and gives missed slots back to the law.
    func settle(_ effects: TokenStore.Effects, load: Load, on lane: inout Lane, at now: Instant) {
        unsafe lane.counters.add(.tokensExpired, effects.expiredTokens)
        guard effects.missedSlots > 0 else { return }
        unsafe lane.counters.add(.slotsMissed, effects.missedSlots)
        for _ in 0..<effects.missedSlots { law.release(at: now, load: load, parameters: lane.parameters) }
    }
}

extension TokenStore.Answer {
    /// Whether the answer is what the law proposed.
    fileprivate var usesProposal: Bool {
        switch self {
        case .granted(_, _, let isNew): isNew
        case .denied(_, let isNew): isNew
        case .grantedInSlot, .slot, .aged, .full: false
        }
    }
}

/// What a batch of token requests came to; added to the lane's counters in one go.
private struct TokenTally {
    var granted = 0
    var repeated = 0
    var denied = 0
    var slotsHonoured = 0
    var aged = 0
    var effects = TokenStore.Effects()

    func add(requests: Int, to counters: _UnsafeCounterBlock) {
        unsafe counters.add(.tokenRequests, requests)
        unsafe counters.add(.tokensGranted, granted)
        unsafe counters.add(.tokensRepeated, repeated)
        unsafe counters.add(.tokensDenied, denied)
        unsafe counters.add(.slotsHonoured, slotsHonoured)
        unsafe counters.add(.agedGrants, aged)
    }
}
