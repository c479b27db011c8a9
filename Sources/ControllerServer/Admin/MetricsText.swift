internal import Exposition
internal import Measurement
internal import Registration

/// What a server counts and measures, in the text format of Prometheus (version 0.0.4).
///
/// Names begin with `controller_`; counters of the core are `controller_core_…_total`, those of the protocols
/// `controller_…_total`. Reading them takes no lock that a request waits for.
struct MetricsText {
    private var exposition = PrometheusText()

    /// The metrics of a server at this moment.
    init(_ parts: ServerParts) {
        addDecisions(parts)
        addCore(parts)
        addQueue(parts)
        addServer(parts)
        exposition.addProcess()
        parts.registry?.write(into: &exposition)
    }

    /// The text.
    var text: String { exposition.text }

    private mutating func addDecisions(_ parts: ServerParts) {
        let counts = parts.shared.core.counts
        exposition.begin(
            "controller_decisions_total", .counter,
            help: "Requests by what was asked for, what was decided, and why. Each is counted once.")
        for decision in Decision.all {
            let count = decision.count(in: counts)
            exposition.add(
                labels: [
                    ("request", decision.request), ("decision", decision.outcome), ("reason", decision.reason),
                ],
                // Read while both grow, a difference may fall; a counter must not.
                decision.others.isEmpty ? count : parts.lawDenials.noting(count))
        }
    }

    private mutating func addCore(_ parts: ServerParts) {
        let core = parts.shared.core
        let counts = core.counts
        for counter in Counter.allCases {
            let label = counter.label.replacing(".", with: "_")
            exposition.counter(
                "controller_core_\(Self.snakeCase(label))_total", help: Self.help(label), counts[counter])
        }
        let load = core.load
        gauge("controller_registered_devices", "Devices in the registration table.", parts.registeredDeviceCount)
        gauge(
            "controller_registered_devices_max", "Devices that there is room for.", parts.configuration.deviceCapacity)
        gauge("controller_outstanding_grants", "Tokens granted and not redeemed yet.", load.outstandingGrants)
        gauge("controller_token_store_capacity", "Tokens that there is room for.", core.tokenCapacity)
        exposition.gauge(
            "controller_estimated_service_rate_per_second", help: "Registrations it can serve a second, as measured.",
            load.serviceRate)
        exposition.gauge(
            "controller_promised_seconds", help: "How far ahead the last time lies that was promised to a device.",
            core.promisedAhead(at: parts.shared.clock()).seconds)
        exposition.gauge(
            "controller_processor_load", help: "The processor's use, a fraction of 1.", load.processorLoad)
        gauge("controller_core_bytes", "Memory of table, directory and token store.", core.byteCount)
    }

    private mutating func addQueue(_ parts: ServerParts) {
        let core = parts.shared.core
        exposition.begin("controller_queue_depth", .gauge, help: "Registrations that wait, by tier.")
        for (tier, depth) in zip(RegistrationClass.allCases, core.queueDepths) {
            exposition.add(labels: [("tier", tier.label)], UInt64(clamping: depth))
        }
        gauge(
            "controller_queue_depth_high", "Registrations that wait above which the queue counts as full of load.",
            core.parameters.queueDepthHigh)
        exposition.begin(
            "controller_queue_wait_seconds", .histogram,
            help: "How long registrations waited in the queue, by tier; a demoted token holder's from its grant.")
        for tier in RegistrationClass.allCases {
            var waits = BucketCounts(bounds: BucketCounts.secondsBounds)
            for counters in parts.counters { waits.add(counters.queueWaits.snapshot(ofTier: Int(tier.rawValue))) }
            exposition.add(labels: [("tier", tier.label)], waits)
        }
    }

    private mutating func addServer(_ parts: ServerParts) {
        for counter in ServerCounter.allCases {
            exposition.counter(
                "controller_\(Self.snakeCase(counter.label))_total", help: Self.help(counter.label),
                parts.count(counter))
        }
        // Closed first: each of those was accepted before, so the difference is never less than nothing.
        let closed = parts.count(.connectionsClosed)
        gauge("controller_connections", "Connections that are open.", parts.count(.connectionsAccepted) &- closed)
        gauge("controller_sip_bindings", "Bindings of addresses of record.", parts.bindings.count)
        exposition.gauge(
            "controller_uptime_seconds", help: "Seconds since it was started.",
            (parts.shared.clock() - parts.startedAt).seconds)
        exposition.begin("controller_build_info", .gauge, help: "Which build it is; always 1.")
        exposition.add(
            labels: [("version", ControllerServer.version), ("law", parts.configuration.law.rawValue)], UInt64(1))
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: some BinaryInteger) {
        exposition.gauge(name, help: help, Double(value))
    }

    // MARK: Names

    /// "tokensGranted" as "tokens_granted".
    static func snakeCase(_ label: some StringProtocol) -> String {
        label.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    /// A label as a sentence: "tokensGranted" as "Tokens granted."
    static func help(_ label: String) -> String {
        let words = snakeCase(label).replacing("_", with: " ").replacing("sccp", with: "SCCP")
            .replacing("sip ", with: "SIP ")
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
