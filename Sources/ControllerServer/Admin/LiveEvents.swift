internal import AdminHTTP
internal import Exposition
internal import NIOCore
internal import Registration

/// Tells live pages once a second how a server is doing. Belongs to one event loop.
final class LiveEvents {
    private let parts: ServerParts
    private var counts: CounterSnapshot
    private var waits: BucketCounts

    private init(_ parts: ServerParts) {
        self.parts = parts
        counts = parts.shared.core.counts
        waits = Self.waits(parts)
    }

    /// Begins, on an event loop, until that ends.
    static func start(_ parts: ServerParts, on eventLoop: any EventLoop) {
        eventLoop.execute {
            let events = NIOLoopBound(LiveEvents(parts), eventLoop: eventLoop)
            eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in events.value.tell() }
        }
    }

    private func tell() {
        let now = parts.shared.core.counts
        let waited = Self.waits(parts)
        defer { (counts, waits) = (now, waited) }
        guard parts.events.listenerCount > 0 else { return }
        parts.events.send(event(now, waited.since(waits)).json)
    }

    private func event(_ now: CounterSnapshot, _ waited: BucketCounts) -> LiveEvent {
        let core = parts.shared.core
        let granted = rate(.tokensGranted, now)
        let denied = rate(.tokensDenied, now)
        let load = core.load
        return LiveEvent(
            title: "\(parts.configuration.name): \(parts.registeredDeviceCount) devices registered",
            facts: [
                ("Law", parts.configuration.law.rawValue),
                ("Tokens outstanding", "\(load.outstandingGrants) of \(core.tokenCapacity)"),
                ("Promised ahead", "\(Self.tenths(core.promisedAhead(at: parts.shared.clock()).seconds)) s"),
                ("Serves", "\(Int(load.serviceRate.rounded()))/s"),
                ("Processor", "\(Int((load.processorLoad * 100).rounded())) %"),
            ],
            curves: [
                LiveEvent.Curve(
                    id: "rate", name: "Requests", unit: "/s",
                    lines: [
                        ("registered", rate(.registered, now)), ("tokens granted", granted), ("tokens denied", denied),
                    ]),
                LiveEvent.Curve(
                    id: "latency", name: "Wait in the queue", unit: "s",
                    lines: [("p50", waited.quantile(0.5)), ("p99", waited.quantile(0.99))]),
                LiveEvent.Curve(
                    id: "depth", name: "Registrations that wait", unit: "",
                    lines: zip(RegistrationClass.allCases, core.queueDepths).map { ($0.label, Double($1)) }),
            ])
    }

    private func rate(_ counter: Counter, _ now: CounterSnapshot) -> Double { Double(now[counter] &- counts[counter]) }

    private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func waits(_ parts: ServerParts) -> BucketCounts {
        var waits = BucketCounts(bounds: BucketCounts.secondsBounds)
        for counters in parts.counters {
            for tier in RegistrationClass.allCases {
                waits.add(counters.queueWaits.snapshot(ofTier: Int(tier.rawValue)))
            }
        }
        return waits
    }
}
