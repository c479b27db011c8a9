internal import LockFree

/// Registration requests: figure 6.
extension Controller where Law: ~Copyable {
    /// Answers one registration request; see ``register(_:at:on:into:)``.
    public func register(
        _ request: RegistrationRequest, at now: Instant, on lane: inout Lane
    ) -> RegistrationResponse {
        var responses: [RegistrationResponse] = []
        register([request].span, at: now, on: &lane, into: &responses)
        return responses[0]
    }

    /// Answers registration requests (steps 122 to 136 of figure 6), one response for each, in order, appended to `responses`.
    ///
    /// Each request is classified, meets the criteria of its class, shows its token or is decided by the law, and is queued in
    /// the tier of its class. A device that is queued already hears so again. A valid token whose registration is denied, by
    /// criteria or because a structure is full, stays valid. Allocates only if `responses` lacks the capacity. Thread-safe on
    /// different lanes.
    public func register(
        _ requests: Span<RegistrationRequest>, at now: Instant, on lane: inout Lane,
        into responses: inout [RegistrationResponse]
    ) {
        parameters.refresh(&lane.parameters, version: &lane.parametersVersion)
        var start = 0
        while start < requests.count {
            let end = min(start + BatchSize.max, requests.count)
            admit(requests.extracting(start..<end), at: now, on: &lane, into: &responses)
            start = end
        }
    }

    /// Answers one batch: decides each request, then queues those admitted, tier by tier.
    private func admit(
        _ requests: Span<RegistrationRequest>, at now: Instant, on lane: inout Lane,
        into responses: inout [RegistrationResponse]
    ) {
        for index in requests.indices {
            let hash = hasher.hash(requests[index].device)
            lane.hashes[index] = hash
            guard index < BatchSize.group else { continue }
            table.prefetch(hash: hash)
            tokens.prefetch(hash: hash)
        }
        let rows = unsafe Int64(bitPattern: counters.sum(.rowsClaimed) &- counters.sum(.rowsFreed))
        var batch = RegistrationBatch(
            now: now, load: load(assumedServiceRate: lane.parameters.assumedServiceRate),
            requestCount: requests.count, tableRoom: deviceCapacity - Int(rows))
        lane.undo.removeAll()
        responses.append(addingCapacity: requests.count) { answers in
            for index in requests.indices {
                if index % BatchSize.group == 0 {
                    for next in BatchSize.group(at: index + BatchSize.group, of: requests.count) {
                        table.prefetch(hash: lane.hashes[next])
                        tokens.prefetch(hash: lane.hashes[next])
                    }
                    for current in BatchSize.group(at: index, of: requests.count) {
                        table.prefetchOverflow(hash: lane.hashes[current])
                    }
                }
                let hand = RequestInHand(index: index, hash: lane.hashes[index])
                answers.append(decide(hand, of: requests, batch: &batch, lane: &lane))
            }
        }
        if let decisions = batch.decisions { law.close(decisions) }
        for registrationClass in RegistrationClass.allCases {
            enqueue(registrationClass, of: requests, batch: &batch, lane: &lane, responses: &responses)
        }
        settle(batch.effects, load: batch.load, on: &lane, at: now)
        unsafe lane.counters.add(.registrationRequests, requests.count)
        unsafe lane.counters.add(.tokensRedeemed, batch.redeemed)
        unsafe lane.counters.add(.rowsClaimed, batch.claimed)
    }

    /// Steps 122 to 134: what becomes of one request.
    @inline(__always)
    private func decide(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse {
        if isPriority(requests[hand.index], lane.parameters) {
            return decidePriority(hand, of: requests, batch: &batch, lane: &lane)
        }
        switch requests[hand.index].kind {
        case .token(.deviceEntry) where !lane.parameters.matchesTokensByDevice:
            return decideInitial(hand, of: requests, batch: &batch, lane: &lane)
        case .token(let proof): return decideToken(hand, of: requests, proof, batch: &batch, lane: &lane)
        case .initial: return decideInitial(hand, of: requests, batch: &batch, lane: &lane)
        case .unclassified:
            guard lane.parameters.queuesUnclassified else { return deny(.unclassified, batch: batch, lane: &lane) }
            return decideInitial(hand, of: requests, batch: &batch, lane: &lane)
        }
    }

    /// Step 122: a tag, a gateway, or a device on the list.
    @inline(__always)
    private func isPriority(_ request: RegistrationRequest, _ parameters: borrowing Parameters) -> Bool {
        if request.hasPriorityTag, parameters.honoursPriorityTags { return true }
        if request.deviceClass == .gateway, parameters.gatewaysHavePriority { return true }
        return !parameters.criticalDevices.isEmpty && parameters.criticalDevices.contains(request.device)
    }

    /// Step 124. A token shown as well is used up: it has served its purpose.
    @inline(__always)
    private func decidePriority(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse {
        guard lane.parameters.priorityCriteria.admits(batch.load) else { return deny(.load, batch: batch, lane: &lane) }
        switch reserve(hand, of: requests, as: .priority, batch: &batch, lane: &lane) {
        case .answered(let response): return response
        case .reserved(let row):
            var redemption: TokenStore.Redemption?
            if case .token(let proof) = requests[hand.index].kind {
                switch tokens.redeem(proof, by: requests[hand.index].device, hash: hand.hash, at: batch.now) {
                case .redeemed(let redeemed):
                    batch.redeemed += 1
                    redemption = redeemed
                // No priority request fails for its token, but one that ended here has ended for the counts too.
                case .refused(_, .some): batch.effects.expiredTokens += 1
                case .refused(_, .none): break
                }
            }
            return admit(hand, of: requests, row, as: .priority, redemption: redemption, now: batch.now, lane: &lane)
        }
    }
}
