internal import Registration

extension ControllerHost where Law: ~Copyable {
    /// What does not add up in the books of the present life, in words. Ends tokens whose time is over, as a sweep would.
    ///
    /// - Parameter registered: how many devices the caller knows to be in the table.
    func imbalances(at time: Int64, registered: Int) -> [String] {
        sweepAll(at: time)
        let counts = core.counts
        var found: [String] = []
        let outstanding = UInt64(core.tokens.countOutstandingGrants(at: instantOfBalance))
        let settled = counts[.tokensRedeemed] + counts[.tokensExpired] + outstanding
        if counts[.tokensGranted] != settled {
            found.append(
                "controller \(index): \(counts[.tokensGranted]) tokens granted, \(counts[.tokensRedeemed]) redeemed, "
                    + "\(counts[.tokensExpired]) expired and \(outstanding) outstanding")
        }
        let accepted = counts[.queuedPriority] + counts[.queuedToken] + counts[.queuedInitial]
        let completed = counts[.registered] + counts[.renewed] + counts[.failed]
        if accepted != completed + UInt64(queueDepth) {
            found.append(
                "controller \(index): \(accepted) registrations accepted, \(completed) completed and \(queueDepth) queued"
            )
        }
        let answered =
            accepted + counts[.duplicates] + Self.denials.reduce(0) { $0 + counts[$1] } + ignored(counts)
        if counts[.registrationRequests] != answered {
            found.append(
                "controller \(index): \(counts[.registrationRequests]) registration requests, \(answered) answers")
        }
        let rows = core.table.countRegistered()
        if rows != registered || UInt64(rows) != counts[.registered] - counts[.unregistered] {
            found.append(
                "controller \(index): \(rows) rows, \(registered) devices told so, \(counts[.registered]) first "
                    + "registrations and \(counts[.unregistered]) gone")
        }
        return found
    }

    private static var denials: [Counter] {
        [
            .deniedLoad, .deniedEarly, .deniedQueueFull, .deniedTableFull, .deniedTokenStoreFull, .deniedInvalidToken,
            .deniedUnclassified,
        ]
    }

    /// Requests that were ignored rather than denied; the simulation's controllers answer every denial.
    private func ignored(_ counts: CounterSnapshot) -> UInt64 { counts[.discarded] }
}
