internal import Devices
internal import Registration

/// Faults begin and end.
extension StormEngine where Law: ~Copyable {
    mutating func playFault(_ event: StormEvent) throws {
        let change = faults.changes[Int(event.payload)]
        let controller = change.controller
        switch change.kind {
        case .crash(let keepsMemory): try crash(controller, keepsMemory: keepsMemory)
        case .clockStep(let step): hosts[controller].stepClock(by: step)
        case .comesBack, .becomesUnreachable, .becomesReachable, .speedChanges: break
        }
        let schedule = faults.controllers[controller]
        let wasAbsent = sites[controller].isAbsent
        sites[controller].isDown = schedule.isDown(at: now)
        sites[controller].isAbsent = schedule.isAbsent(at: now)
        sites[controller].speed = schedule.speed(at: now)
        if wasAbsent != sites[controller].isAbsent || !sites[controller].isAbsent { reviewService(of: controller) }
        if controller == 0, now == tally.measuredFrom, tally.measuringSince < 0,
            sites[0].isAbsent == !isPresentInTheEnd(0)
        {
            beginMeasuring()
        }
        startService(at: controller)
        changesPlayed += 1
    }

    /// The controller's process ends. Without memory it comes back as new.
    private mutating func crash(_ controller: Int, keepsMemory: Bool) throws {
        checkCounts(of: controller)
        try hosts[controller].crash(keepsMemory: keepsMemory)
        guard !keepsMemory else { return }
        let bit = UInt16(1) << UInt16(controller)
        for index in fleet.records.indices {
            fleet.records[index].registeredAt &= ~bit
            fleet.records[index].queuedAtControllers &= ~bit
        }
        sites[controller].registeredCount = 0
        sites[controller].lastServed = [-1, -1, -1]
    }

    /// Devices of a controller that vanished are without service from now on, and those of one that is back have it again.
    private mutating func reviewService(of controller: Int) {
        for index in fleet.devices.indices {
            let device = fleet.devices[index]
            guard let slot = device.active, Int(device.controllers[slot]) == controller else { continue }
            observe(index, since: DeviceGlance(device))
        }
    }

    /// Controller 0 is back for the last time: what is reported of the storm begins here.
    mutating func beginMeasuring() {
        tally.measuringSince = now
        tally.invalidTokensBefore = hosts.reduce(0) { $0 + Self.invalidTokens($1.counts) }
        for index in fleet.records.indices {
            let since = fleet.records[index].withoutSince
            fleet.records[index].withoutBefore = fleet.records[index].withoutTotal + (since >= 0 ? now - since : 0)
            fleet.records[index].homeAt = -1
            if fleet.devices[index].active == .primary, isServed(index) { fleet.records[index].homeAt = now }
        }
        let count = fleet.devices.indices.count { rehomes($0) && fleet.records[$0].homeAt < 0 }
        tally.dueBy = leastTime(toServe: count).map { $0 + now } ?? .max
        tally.waitingSince = -1
        noteWaiting(0)
    }
}
