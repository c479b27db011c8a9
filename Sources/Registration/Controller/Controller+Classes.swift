internal import LockFree

/// Token registrations (steps 126 to 132 of figure 6) and initial ones (steps 134 and 136).
extension Controller where Law: ~Copyable {
    /// Steps 126 to 132. The criteria come first, so that a token which cannot be used now stays valid.
    @inline(__always)
    func decideToken(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, _ proof: TokenProof,
        batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse {
        guard lane.parameters.tokenCriteria.admits(batch.load) else { return deny(.load, batch: batch, lane: &lane) }
        switch reserve(hand, of: requests, as: .token, batch: &batch, lane: &lane) {
        case .answered(let response): return response
        case .reserved(let row):
            switch tokens.redeem(proof, by: requests[hand.index].device, hash: hand.hash, at: batch.now) {
            case .redeemed(let redemption):
                batch.redeemed += 1
                return admit(hand, of: requests, row, as: .token, redemption: redemption, now: batch.now, lane: &lane)
            case .refused(let refusal, let grantedAt):
                return refuse(hand, of: requests, row, refusal, grantedAt: grantedAt, batch: &batch, lane: &lane)
            }
        }
    }

    /// A token that is not valid (steps 128 and 130, both "no"): refused, ignored, or demoted to the third tier (step 136). A
    /// demoted request keeps the time of its grant where that is known, so an expired token costs no more than it must.
    @inline(never)
    private func refuse(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, _ row: ReservedRow, _ refusal: TokenRefusal,
        grantedAt: Instant?,
        batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse {
        unsafe lane.counters.add(.invalid(refusal))
        if grantedAt != nil { batch.effects.expiredTokens += 1 }
        let rule = refusal == .expired ? lane.parameters.expiredTokens : lane.parameters.invalidTokens
        switch rule {
        case .demoted:
            guard lane.parameters.initialCriteria.admits(batch.load) else {
                withdraw(hand, of: requests, row, batch: &batch)
                return deny(.load, batch: batch, lane: &lane)
            }
            // A token that is not valid opens no way around the law.
            if let denial = askLaw(hand, of: requests, batch: &batch, lane: &lane) {
                withdraw(hand, of: requests, row, batch: &batch)
                return denial
            }
            unsafe lane.counters.add(.demoted)
            table.move(line: row.line, toTier: RegistrationClass.initial.rawValue)
            return admit(hand, of: requests, row, as: .initial, arrivedAt: grantedAt, now: batch.now, lane: &lane)
        case .refused:
            withdraw(hand, of: requests, row, batch: &batch)
            return deny(.invalidToken, batch: batch, lane: &lane)
        case .ignored:
            withdraw(hand, of: requests, row, batch: &batch)
            unsafe lane.counters.add(.discarded)
            return .discarded
        }
    }

    /// Steps 134 and 136. A device with a grant is a token registration ("matches an entry"); one in the slot reserved for it
    /// is admitted; one before its retry time hears the rest of it; the law decides for all others.
    @inline(__always)
    func decideInitial(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse {
        let standing = tokens.standing(
            of: requests[hand.index].device, hash: hand.hash, slotLead: lane.parameters.slotLead,
            effects: &batch.effects,
            at: batch.now)
        if case .grant = standing, lane.parameters.matchesTokensByDevice {
            return decideToken(hand, of: requests, .deviceEntry, batch: &batch, lane: &lane)
        }
        if case .early(let retryAfter) = standing {
            return deny(.early, retryAfter: retryAfter, batch: batch, lane: &lane)
        }
        guard lane.parameters.initialCriteria.admits(batch.load) else { return deny(.load, batch: batch, lane: &lane) }
        switch reserve(hand, of: requests, as: .initial, batch: &batch, lane: &lane) {
        case .answered(let response): return response
        case .reserved(let row):
            if case .slot = standing {
                unsafe lane.counters.add(.slotsHonoured)
            } else if let denial = askLaw(hand, of: requests, batch: &batch, lane: &lane) {
                withdraw(hand, of: requests, row, batch: &batch)
                return denial
            } else if case .due = standing {
                tokens.forgetDenials(of: requests[hand.index].device, hash: hand.hash)
            }
            return admit(hand, of: requests, row, as: .initial, now: batch.now, lane: &lane)
        }
    }

    /// Has the law decide an initial registration, once more as a priority request if the device was denied too often. A denial
    /// is kept in the token store, with its slot if it has one. `nil` when granted, or when the device has its slot now.
    @inline(never)
    private func askLaw(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, batch: inout RegistrationBatch, lane: inout Lane
    ) -> RegistrationResponse? {
        var decisions =
            batch.decisions
            ?? law.open(count: batch.requestCount, load: batch.load, parameters: lane.parameters, at: batch.now)
        defer { batch.decisions = decisions }
        let decision = law.decide(.initial, &decisions)
        guard case .deny = decision else { return nil }
        let agesAfter = lane.parameters.denialsUntilPriority
        switch keep(
            decision, for: hand, of: requests, agesAfter: agesAfter, decisions: &decisions, batch: &batch, lane: &lane)
        {
        case .denied(let response): return response
        case .admitted: return nil
        case .aged: break
        }
        let last = law.decide(.priority, &decisions)
        guard case .deny = last else {
            unsafe lane.counters.add(.agedGrants)
            return nil
        }
        switch keep(last, for: hand, of: requests, agesAfter: 0, decisions: &decisions, batch: &batch, lane: &lane) {
        case .denied(let response): return response
        case .admitted, .aged: return nil
        }
    }

    /// What keeping a denial came to.
    private enum KeptDenial {
        case denied(RegistrationResponse)
        /// The device comes inside a slot reserved for it.
        case admitted
        /// The device was denied often enough; never when denials do not age.
        case aged
    }

    /// Keeps a denial in the token store and answers it. The decision is taken back where the store knows better.
    private func keep(
        _ denial: AdmissionDecision, for hand: RequestInHand, of requests: Span<RegistrationRequest>, agesAfter: Int,
        decisions: inout Law.Batch,
        batch: inout RegistrationBatch, lane: inout Lane
    ) -> KeptDenial {
        let terms = TokenStore.Terms(
            timeout: nil, slotGrace: lane.parameters.slotGrace, slotLead: lane.parameters.slotLead,
            denialsUntilPriority: agesAfter)
        let answer = tokens.request(
            requests[hand.index].device, hash: hand.hash, address: requests[hand.index].address, proposal: denial,
            terms: terms,
            generator: &lane.generator, effects: &batch.effects, at: batch.now)
        if case .denied(let retryAfter, isNew: true) = answer {
            return .denied(deny(.load, retryAfter: retryAfter, batch: batch, lane: &lane))
        }
        law.withdraw(denial, &decisions)
        switch answer {
        case .denied(let retryAfter, _):
            return .denied(deny(.early, retryAfter: retryAfter, batch: batch, lane: &lane))
        case .slot:
            unsafe lane.counters.add(.slotsHonoured)
            return .admitted
        case .aged: return .aged
        // Nothing could be kept: the device is told a time all the same.
        case .granted, .grantedInSlot, .full: return .denied(deny(.load, batch: batch, lane: &lane))
        }
    }
}
