internal import Devices
internal import Registration

/// Time that no law can give back: what devices lose to messages that do not arrive, and to their own mistakes.
///
/// A law deals times before anybody knows what will be lost. It has done its best for a device when the device's turn comes by
/// N / mu. A device whose request, grant or acknowledgment is lost from then on says nothing until its own timer ends; one
/// that lets its token expire says nothing either. Such a silence delays its ``DeviceRecord/earliestHome``, and the fleet cannot be home
/// before the latest of those.
///
/// A law must not be excused for its own faults:
/// - A turn later than N / mu does not delay ``DeviceRecord/earliestHome``. If it is much later, neither does any silence after it: had
///   the law called the device in time, the later request would not have been there to be lost.
/// - A wait of the device's ``DeviceSettings/retry`` behaviour is no silence: how devices wait is part of the law. Nor is what a
///   device waits because its controller does not tell it that it is queued, see ``silenceMax``.
/// - A device that was home and is not any more has a new turn at that instant only while others may still be on their way. Whether
///   they may be, with a silence that is not over yet, is known in the end: ``ownDelayBound()`` looks at those devices once more.
///
/// A device whose backup's keep-alives are lost while it waits turns elsewhere, and is silent until it asks controller 0 again.
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

    /// The device speaks to controller 0 again, hears from it, or waits of its own accord.
    @inline(__always)
    mutating func endSilence(of index: Int) {
        let since = fleet.records[index].silentSince
        guard since >= 0 else { return }
        fleet.records[index].silentSince = -1
        guard now >= tally.measuredFrom, tally.measuringSince >= 0, !fleet.records[index].wasCalledLate else { return }
        let start = max(since, tally.measuredFrom)
        let silence = min(now - start, silenceMax)
        let turn = fleet.records[index].earliestHome
        setEarliestHome(
            turn > start ? max(turn, start + silence) : max(turn, min(start, tally.dueBy)) + silence, of: index)
    }

    /// The longest silence that a device's own timers allow, in nanoseconds: it waits for its acknowledgment until its patience ends, lets
    /// its token expire, or gets no answer to a registration, turns to its backup and watches from there.
    private var silenceMax: Int64 {
        let patience = settings.queuedPatience
        let expiry = (tally.grantTimeout ?? .zero) + .seconds(1)
        let detour = settings.responseTimeout * Int64(settings.attemptsMax) + settings.watchInterval
        return max(patience, expiry, detour).count + 6 * network.longestLatency
    }

    private mutating func setEarliestHome(_ time: Int64, of index: Int) {
        fleet.records[index].earliestHome = time
        tally.excusedUntil = max(tally.excusedUntil, time)
    }

    /// Controller 0 tells a device when its turn is. It is late by more than a twentieth of N / mu, as much as the goal allows:
    /// what is served twice since messages were lost delays the last turns by a little under any law.
    mutating func noteTurn(_ time: Int64, of index: Int) {
        let known = fleet.records[index].earliestHome
        let due = max(tally.dueBy, known)
        if time - (tally.dueBy - tally.measuredFrom) / 20 > due { fleet.records[index].wasCalledLate = true }
        fleet.records[index].earliestHome = max(known, min(time, due))
    }

    /// A device that was home is not any more.
    mutating func noteLeaving(_ index: Int) {
        guard tally.measuringSince >= 0, now >= tally.measuredFrom else { return }
        guard now <= max(tally.dueBy, tally.excusedUntil) else {
            fleet.records[index].leftAt = now
            fleet.records[index].leftLate = now - max(tally.dueBy, fleet.records[index].earliestHome)
            return
        }
        fleet.records[index].leftAt = -1
        fleet.records[index].wasCalledLate = false
        setEarliestHome(now, of: index)
        if fleet.records[index].silentSince < 0 { fleet.records[index].silentSince = now }
    }

    /// The least time until the last of the re-homing devices can be home, in nanoseconds since the return, for the silences
    /// that there were; zero where none mattered. O(n), and O(m log m) in the devices that left late.
    func ownDelayBound() -> Int64 {
        var (latest, others) = (tally.dueBy, tally.dueBy)
        var leavers: [DeviceRecord] = []
        for index in fleet.devices.indices where rehomes(index) && fleet.records[index].homeAt > tally.measuredFrom {
            let record = fleet.records[index]
            latest = max(latest, record.earliestHome)
            if record.leftAt >= 0 { leavers.append(record) } else { others = max(others, record.earliestHome) }
        }
        // Whoever left while another could not be home yet has a new turn, and further ones may have left while it was away.
        for record in leavers.sorted(by: { $0.leftAt < $1.leftAt }) where record.leftAt <= others {
            others = max(others, max(tally.dueBy, record.earliestHome) + record.leftLate)
        }
        latest = max(latest, others)
        return latest > tally.dueBy ? latest + (sites[0].serviceNanoseconds ?? 0) - tally.measuredFrom : 0
    }
}
