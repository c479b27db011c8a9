internal import DeviceFleet
internal import Devices
internal import Measurement
internal import Registration
internal import Synchronization
internal import Workload

/// A registrar over the network as the target of a run: a fleet for each worker, and what its answers say at the end.
final class RegistrarTarget: Sendable {
    private let address: RegistrarAddress
    private let fleet: FleetSettings
    private let timerResolutionNanoseconds: Int64
    private let runTag: UInt64
    private let workers: Int
    private let counts = Mutex(Counts())

    /// What workers that have ended counted.
    private struct Counts {
        var tally: RegistrarTally?
        var error: RegistrarError?
    }

    /// Looks the registrar's name up and opens the sockets of a worker once, so that what is wrong is known before the run begins.
    init(_ address: RegistrarAddress, settings: RunSettings, clock: MonotonicClock) throws(RegistrarError) {
        self.address = address
        workers = settings.workers
        timerResolutionNanoseconds = settings.registrar.timerResolutionNanoseconds
        var fleet = FleetSettings(
            scheme: address.scheme, controllers: [try address.resolved()], deviceCount: settings.plan.devices)
        fleet.expiresSeconds = settings.registrar.expiresSeconds
        fleet.password = settings.registrar.password
        fleet.offloadsSegmentation = settings.registrar.offloadsSegmentation
        fleet.asksForTokens = settings.plan.mix.asksForTokens
        fleet.inFlightMax = max(settings.registrar.inFlightMax / settings.workers, 1)
        fleet.sources = FleetSettings.loopbackSources(
            settings.registrar.sourceCount ?? Self.sourceCount(fleet, devices: settings.plan.devices))
        // Nothing follows from a registration's answer, but in a closed loop the next arrival.
        fleet.wakesOnAnswers = fleet.asksForTokens || settings.plan.durationSeconds == nil
        // A request is answered, or given up by what carries it; the run counts it then, and the device asks no other.
        fleet.device.responseTimeout = .seconds(33)
        fleet.device.unansweredPatience = .seconds(33)
        fleet.device.attemptsMax = 1
        try fleet.tryOpening(clock: clock)
        self.fleet = fleet
        var generator = SystemRandomNumberGenerator()
        runTag = generator.next()
    }

    /// One source for the ports that connections need, which are some 28,000 for each; on this machine alone there are others.
    private static func sourceCount(_ fleet: FleetSettings, devices: Int) -> Int {
        guard fleet.scheme.isConnected, let address = fleet.controllers.first?.ipv4, address >> 24 == 127 else {
            return 1
        }
        return (devices + 9_999) / 10_000
    }

    /// The same for a run, which knows no types of targets.
    var erased: ErasedTarget {
        ErasedTarget(
            name: address.description, work: { [self] in work($0) }, queueDepths: { [] }, report: { _ in },
            inspect: { [self] _, _ in inspection })
    }

    private func work(_ assignment: WorkerAssignment) -> WorkerTally {
        do throws(RegistrarError) {
            let tally = try RegistrarWorker(
                assignment, settings: fleet, timerResolutionNanoseconds: timerResolutionNanoseconds,
                runTag: runTag &+ UInt64(assignment.index) << 40
            ).run()
            counts.withLock { counts in
                if counts.tally == nil { counts.tally = tally } else { counts.tally?.add(tally) }
            }
            return tally.worker
        } catch {
            counts.withLock { $0.error = error }
            assignment.recorder.finish()
            return WorkerTally()
        }
    }

    private var inspection: TargetInspection {
        let (tally, error) = counts.withLock { ($0.tally, $0.error) }
        var inspection = TargetInspection()
        if let error {
            inspection.limitsHit = [LimitHit(name: "a worker could not begin", advice: "\(error)")]
        }
        guard let tally else { return inspection }
        let link = tally.link
        for (status, count) in link.answers { inspection.counters["answers.\(status)"] = count }
        inspection.counters["generator.retransmissions"] = link.retransmissions
        inspection.counters["generator.unanswered"] = tally.unanswered.reduce(tally.unansweredTokenRequests, +)
        inspection.counters["generator.strayAnswers"] = link.strayAnswers
        inspection.counters["generator.malformedAnswers"] = link.malformed
        inspection.counters["generator.refused"] = link.refused
        inspection.counters["generator.challenges"] = link.challenges
        inspection.counters["generator.connections"] = link.connections
        inspection.counters["generator.connectionsLost"] = link.connectionsLost
        inspection.counters["generator.repeatedRegistrations"] = tally.repeatedRegistrations
        inspection.stillQueued = tally.unanswered
        inspection.unansweredTokenRequests = tally.unansweredTokenRequests
        inspection.limitsHit += RegistrarLimits(address: address, inFlightMax: fleet.inFlightMax * workers)
            .hit(by: tally)
        return inspection
    }
}
