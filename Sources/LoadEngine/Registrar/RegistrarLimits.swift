internal import DeviceFleet
internal import Glibc
internal import Measurement

/// What makes a run against a registrar say nothing of it, in words, and what to do.
struct RegistrarLimits {
    /// The registrar.
    let address: RegistrarAddress
    /// Devices that may be on their way at once.
    let inFlightMax: Int

    /// All that was hit, the worst first.
    func hit(by tally: RegistrarTally) -> [LimitHit] {
        connections(tally.link) + answers(tally) + sockets(tally.link)
    }

    private func connections(_ link: LinkCounts) -> [LimitHit] {
        var hits: [LimitHit] = []
        if link.refused > 0 {
            hits.append(
                LimitHit(
                    name: "nobody listens at \(address): refused \(link.refused) times",
                    advice: "start the registrar, or see whether its address and port are right"))
        }
        if link.connectionsLost > 0 {
            hits.append(
                LimitHit(
                    name: "\(address) ended \(link.connectionsLost) connections",
                    advice: "see its log: it ended, restarted, or takes no more"))
        }
        return hits
    }

    private func answers(_ tally: RegistrarTally) -> [LimitHit] {
        var hits: [LimitHit] = []
        let unanswered = tally.unanswered.reduce(tally.unansweredTokenRequests, +)
        if unanswered > 0 {
            hits.append(
                LimitHit(
                    name: "\(unanswered) requests were never answered",
                    advice: tally.link.answers.isEmpty && tally.worker.acknowledged == 0
                        ? "see whether what listens at \(address) speaks the protocol"
                        : "lower the rate; the registrar cannot keep up"))
        }
        if tally.deniedToTheEnd > 0 {
            hits.append(
                LimitHit(
                    name: "\(tally.deniedToTheEnd) devices were denied as often as they came",
                    advice:
                        "see how many devices the registrar has room for (ours: capacity.devices of its configuration), "
                        + "or lower the rate"))
        }
        if tally.link.malformed > 0 {
            hits.append(
                LimitHit(
                    name: "\(tally.link.malformed) times something came that is no message",
                    advice: "see what is at \(address)"))
        }
        for (status, count) in tally.link.answers.sorted(by: { $0.key < $1.key }) where isRefusal(status) {
            hits.append(LimitHit(name: "\(count) requests were answered \(status)", advice: advice(status)))
        }
        if tally.reachedInFlightMax {
            hits.append(
                LimitHit(
                    name: "the most devices that may be on their way, \(inFlightMax)",
                    advice: "lower the rate, or raise --in-flight; the registrar cannot keep up"))
        }
        return hits
    }

    private func sockets(_ link: LinkCounts) -> [LimitHit] {
        link.failures.sorted { $0.key < $1.key }.map { code, count in
            let reason = unsafe String(cString: strerror(code))
            let advice =
                switch code {
                case EMFILE, ENFILE: "raise the limit of descriptors (ulimit -n), or take fewer devices"
                case EADDRNOTAVAIL, EADDRINUSE: "take more source addresses (--sources)"
                case ENOBUFS, ENOMEM: "take fewer devices, or give the system more memory for sockets"
                default: "see that \(address) can be reached"
                }
            return LimitHit(name: "sockets failed \(count) times: \(reason)", advice: advice)
        }
    }

    /// Whether a status refuses for good. 503 and 486 deny for a time, and a 401 that could be answered was.
    private func isRefusal(_ status: Int) -> Bool { status >= 300 && status != 503 && status != 486 }

    private func advice(_ status: Int) -> String {
        switch status {
        case 401, 407: "it wants a password: say it with --password, or let these users register without one"
        case 403, 404: "let it know the domain and users of the plan, or any"
        case 405, 420, 489, 501, 603: "tokens need a registrar that grants them; leave them out of the mix"
        case 500...: "see the registrar's log"
        default: "see what the registrar is configured to answer"
        }
    }
}
