internal import Registration

/// Controllers serve what is queued, one registration after the other at their rate.
extension StormEngine where Law: ~Copyable {
    /// Begins with the next registration, if the controller is idle, up and has one.
    @inline(__always)
    mutating func startService(at controller: Int) {
        let host = hosts[controller]
        guard !host.isServing, !sites[controller].isDown, let span = sites[controller].serviceNanoseconds,
            host.queueDepth > 0
        else { return noteWaiting(controller) }
        host.isServing = true
        queue.push(
            StormEvent(
                .service, at: now + span, controller: controller, device: Int(UInt32(clamping: span)),
                payload: host.generation))
        noteWaiting(controller)
    }

    mutating func completeService(_ event: StormEvent) {
        let controller = event.controller
        let host = hosts[controller]
        guard event.payload == host.generation else { return }
        host.isServing = false
        // A service of over four seconds does not fit the event; then its rate tells.
        let span = event.device < Int(UInt32.max) ? Int64(event.device) : sites[controller].serviceNanoseconds ?? 1
        if let served = host.serveOne(at: now, tookNanoseconds: span) {
            noteServed(served, at: controller, took: span)
            reply(
                served.isRegistered ? MessageCode.registered : MessageCode.registrationFailed, from: controller,
                to: served.device)
        }
        startService(at: controller)
    }

    private mutating func noteServed(_ served: ServedRegistrations.Served, at controller: Int, took span: Int64) {
        let (index, bit) = (served.device, UInt16(1) << UInt16(controller))
        fleet.records[index].queuedAtControllers &= ~bit
        if Int64(served.sequence) <= sites[controller].lastServed[served.tier] { tally.orderInversions += 1 }
        sites[controller].lastServed[served.tier] = Int64(served.sequence)
        if served.isRegistered {
            if fleet.records[index].registeredAt & bit == 0 {
                fleet.records[index].registeredAt |= bit
                sites[controller].registeredCount += 1
            } else if isServed(index), servingController(of: index) == controller {
                // It was in service here already.
                tally.add(.wasted, at: now)
            }
        }
        guard controller == 0, now >= tally.measuredFrom else { return }
        tally.busy += min(span, now - tally.measuredFrom)
        tally.completed += 1
        tally.queueWaits[served.tier].append(now - fleet.records[index].queuedAt)
    }
}
