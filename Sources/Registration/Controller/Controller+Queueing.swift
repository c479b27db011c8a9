internal import LockFree

/// From a decision to the queue, and back where there is no room.
extension Controller where Law: ~Copyable {
    /// What came of reserving a row.
    enum ReserveOutcome {
        /// A row is queued for the request.
        case reserved(ReservedRow)
        /// The request is answered already.
        case answered(RegistrationResponse)
    }

    /// Marks the device's row as queued, so that it is in the queue at most once.
    @inline(__always)
    func reserve(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, as registrationClass: RegistrationClass,
        batch: inout RegistrationBatch,
        lane: inout Lane
    ) -> ReserveOutcome {
        let reservation = table.reserve(
            requests[hand.index].device, hash: hand.hash, address: requests[hand.index].address,
            deviceClass: requests[hand.index].deviceClass, tier: registrationClass.rawValue,
            mayCreate: batch.tableRoom > 0)
        switch reservation {
        case .queued(let line, let replaced):
            if replaced == nil {
                batch.claimed += 1
                batch.tableRoom -= 1
            }
            return .reserved(ReservedRow(line: line, replaced: replaced))
        case .duplicate(let tier):
            unsafe lane.counters.add(.duplicates)
            return .answered(.queued(tier: tier, isAnswered: lane.parameters.answersQueued))
        case .full: return .answered(deny(.tableFull, batch: batch, lane: &lane))
        }
    }

    /// Takes a reserved row back.
    @inline(never)
    func withdraw(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, _ reserved: ReservedRow,
        batch: inout RegistrationBatch
    ) {
        guard table.cancel(requests[hand.index].device, hash: hand.hash, restoring: reserved.replaced) else { return }
        batch.claimed -= 1
        batch.tableRoom += 1
    }

    /// Puts an admitted request into its tier's pending entries.
    @inline(__always)
    func admit(
        _ hand: RequestInHand, of requests: Span<RegistrationRequest>, _ reserved: ReservedRow,
        as registrationClass: RegistrationClass,
        arrivedAt: Instant? = nil, redemption: TokenStore.Redemption? = nil, now: Instant, lane: inout Lane
    ) -> RegistrationResponse {
        let tier = registrationClass.rawValue
        let entry = QueuedRegistration(
            line: UInt32(truncatingIfNeeded: reserved.line), tier: tier, context: requests[hand.index].context)
        // Time before the caller's epoch orders as the epoch.
        let stamp = UInt64(max((arrivedAt ?? now).nanoseconds, 0))
        lane.pending[Int(tier)].append(entry, stamp: stamp, request: hand.index)
        lane.undo.record(request: hand.index, replaced: reserved.replaced, redemption: redemption)
        return .queued(tier: tier, isAnswered: lane.parameters.answersQueued)
    }

    /// Queues the pending entries of one class. What does not fit is undone: row, token and response.
    func enqueue(
        _ registrationClass: RegistrationClass, of requests: Span<RegistrationRequest>,
        batch: inout RegistrationBatch, lane: inout Lane, responses: inout [RegistrationResponse]
    ) {
        let tier = Int(registrationClass.rawValue)
        let total = lane.pending[tier].count
        guard total > 0 else { return }
        let accepted = lane.pending[tier].enqueue(into: queue, tier: tier)
        unsafe lane.counters.add(.queued(registrationClass), accepted)
        if accepted < total {
            for entry in accepted..<total {
                let index = lane.pending[tier].request(entry)
                undo(index, requests[index].device, batch: &batch, lane: &lane)
                responses[responses.count - requests.count + index] = deny(.queueFull, batch: batch, lane: &lane)
            }
        }
        lane.pending[tier].removeAll()
    }

    /// Undoes what the request at `index` of the batch changed.
    @inline(never)
    private func undo(_ index: Int, _ device: DeviceName, batch: inout RegistrationBatch, lane: inout Lane) {
        let hash = lane.hashes[index]
        if table.cancel(device, hash: hash, restoring: lane.undo.replaced(byRequest: index)) { batch.claimed -= 1 }
        if let redemption = lane.undo.redemption(byRequest: index) {
            batch.redeemed -= 1
            // A token that cannot be put back has ended.
            if !tokens.restore(redemption, hash: hash) { batch.effects.expiredTokens += 1 }
        }
    }

    /// Denies a request with a retry time of its own.
    @inline(never)
    func deny(
        _ reason: DenialReason, retryAfter: Nanoseconds? = nil, batch: RegistrationBatch,
        lane: inout Lane
    ) -> RegistrationResponse {
        unsafe lane.counters.add(.denied(reason))
        guard lane.parameters.answersDenials else {
            unsafe lane.counters.add(.discarded)
            return .discarded
        }
        let span = retryAfter ?? retryTime(load: batch.load, parameters: lane.parameters, at: batch.now)
        return .denied(reason, retryAfter: span)
    }
}
