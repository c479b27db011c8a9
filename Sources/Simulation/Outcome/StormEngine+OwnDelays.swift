internal import Devices
internal import Registration

/// Time that no law can give back: what devices lose to messages that do not arrive, and to their own mistakes.
///
/// A law deals times before anybody knows what will be lost. It has done its best for a device when the device's turn comes by
/// N / mu. A device whose request, grant or acknowledgment is lost from then on says nothing until its own timer ends; one
/// that lets its token expire says nothing either. Such a silence delays its ``DeviceRecord/earliestHome``, and the fleet cannot be home
/// before the latest of those. A turn later than N / mu is never excused, so a law that deals late times gains nothing.
///
/// A device whose backup's keep-alives are lost while it waits turns elsewhere, and is silent until it asks controller 0 again; one that is
/// home and fails over because its keep-alives are lost has a new turn at that instant.
extension StormEngine where Law: ~Copyable {
    /// Controller 0 and a device do not hear each other from now on.
    @inline(__always)
    mutating func beginSilence(of index: Int, with controller: Int) {
        guard controller == 0, fleet.records[index].silentSince < 0 else { return }
        fleet.records[index].silentSince = now
    }

    /// Whether the loss of a controller's message leaves its device waiting for its own timer, and its arrival spares it that.
    static func silences(_ code: UInt8) -> Bool {
        switch code {
        case MessageCode.received, MessageCode.queued, MessageCode.keepAliveAnswered, MessageCode.unknownDevice: false
        default: true
        }
    }

    /// The device speaks to controller 0 again, or hears from it.
    @inline(__always)
    mutating func endSilence(of index: Int) {
        let since = fleet.records[index].silentSince
        guard since >= 0 else { return }
        fleet.records[index].silentSince = -1
        guard now >= tally.measuredFrom, tally.measuringSince >= 0 else { return }
        let start = max(since, tally.measuredFrom)
        let turn = fleet.records[index].earliestHome
        if turn > start {
            fleet.records[index].earliestHome = max(turn, now)
        } else {
            fleet.records[index].earliestHome = max(turn, min(start, tally.dueBy)) + now - start
        }
    }

    /// Controller 0 tells a device when its turn is.
    mutating func noteTurn(_ time: Int64, of index: Int) {
        let known = fleet.records[index].earliestHome
        fleet.records[index].earliestHome = max(known, min(time, max(tally.dueBy, known)))
    }

    /// A device that was home is not any more.
    mutating func noteLeaving(_ index: Int) {
        guard tally.measuringSince >= 0, now >= tally.measuredFrom else { return }
        fleet.records[index].earliestHome = now
        if fleet.records[index].silentSince < 0 { fleet.records[index].silentSince = now }
    }

    /// The least time until the last of the re-homing devices can be home, in nanoseconds since the return, for the silences
    /// that there were; zero where none mattered.
    func ownDelayBound() -> Int64 {
        let service = sites[0].serviceNanoseconds ?? 0
        var latest: Int64 = 0
        for index in fleet.devices.indices where rehomes(index) && fleet.records[index].homeAt > tally.measuredFrom {
            let earliest = fleet.records[index].earliestHome
            if earliest > tally.dueBy { latest = max(latest, earliest + service - tally.measuredFrom) }
        }
        return latest
    }
}
