internal import Devices
internal import Registration

/// What must hold of every storm.
extension StormEngine where Law: ~Copyable {
    /// Balances the books of a controller's present life.
    mutating func checkCounts(of controller: Int) {
        tally.violations += hosts[controller].imbalances(
            at: now, registered: sites[controller].registeredCount)
    }

    /// Everything that does not hold at the end, in words.
    mutating func check() -> [String] {
        for controller in hosts.indices { checkCounts(of: controller) }
        if tally.orderInversions > 0 {
            tally.violations.append("\(tally.orderInversions) registrations overtook another of their tier")
        }
        if tally.tokensRedeemedTwice > 0 {
            tally.violations.append("\(tally.tokensRedeemedTwice) tokens were redeemed twice")
        }
        checkMemory()
        checkTables()
        if tally.settledDevices == tally.liveDevices { checkHomes() }
        return tally.violations
    }

    /// Pending events: a device has one timer event that counts and void ones left over from before, and a few messages on their way.
    private mutating func checkMemory() {
        let most = 32 * scenario.devices + 64 * hosts.count + faults.changes.count + 1_024
        if queue.countMax > most {
            tally.violations.append("\(queue.countMax) events pending at once, over the bound of \(most)")
        }
    }

    /// Each device that a controller acknowledged is found in its table.
    private mutating func checkTables() {
        for index in fleet.devices.indices {
            for controller in hosts.indices where fleet.records[index].registeredAt & 1 << UInt16(controller) != 0 {
                let entry = hosts[controller].core.table.entry(of: fleet.identity(index).name)
                if entry == nil {
                    tally.violations.append("device \(index) is not in the table of controller \(controller)")
                    return
                }
            }
        }
    }

    /// When all count as home, each live device is served by its best controller of those that are there.
    private mutating func checkHomes() {
        for index in fleet.devices.indices where fleet.devices[index].misbehaviour != .neverReturns {
            let device = fleet.devices[index]
            let best = (0..<device.controllers.count).map { ControllerSlot(rawValue: $0) }
                .first { !sites[Int(device.controllers[$0])].isAbsent }
            guard let best, device.active != best || !isServed(index) else { continue }
            tally.violations.append("device \(index) is not at its best live controller")
            return
        }
    }
}
