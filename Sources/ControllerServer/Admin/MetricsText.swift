internal import Measurement
internal import Registration

/// What a server counts and measures, in the text format of Prometheus (version 0.0.4).
///
/// Names begin with `controller_`; counters of the core are `controller_core_…_total`, those of the protocols
/// `controller_…_total`. Reading them takes no lock that a request waits for.
struct MetricsText {
    /// The text.
    private(set) var text = ""

    /// The metrics of a server at this moment.
    init(_ parts: ServerParts) {
        appendCore(parts)
        appendServer(parts)
        appendProcess(parts)
    }

    private mutating func appendCore(_ parts: ServerParts) {
        let core = parts.shared.core
        let counts = core.counts
        for counter in Counter.allCases {
            let label = counter.label.replacing(".", with: "_")
            counted("controller_core_\(Self.snakeCase(label))_total", Self.help(label), counts[counter])
        }
        appendHeader("controller_queue_depth", "gauge", "Registrations that wait, by tier.")
        for (tier, depth) in core.queueDepths.enumerated() {
            appendSample("controller_queue_depth{tier=\"\(tier)\"}", "\(depth)")
        }
        let load = core.load
        gauge("controller_registered_devices", "Devices in the registration table.", "\(parts.registeredDeviceCount)")
        gauge("controller_outstanding_grants", "Tokens granted and not redeemed yet.", "\(load.outstandingGrants)")
        gauge(
            "controller_estimated_service_rate_per_second", "Registrations it can serve a second, as measured.",
            "\(load.serviceRate)")
        gauge("controller_processor_load", "The processor's use, a fraction of 1.", "\(load.processorLoad)")
        gauge("controller_core_bytes", "Memory of table, directory and token store.", "\(core.byteCount)")
    }

    private mutating func appendServer(_ parts: ServerParts) {
        for counter in ServerCounter.allCases {
            counted(
                "controller_\(Self.snakeCase(counter.label))_total", Self.help(counter.label), parts.count(counter))
        }
        // Closed first: each of those was accepted before, so the difference is never less than nothing.
        let closed = parts.count(.connectionsClosed)
        gauge("controller_connections", "Connections that are open.", "\(parts.count(.connectionsAccepted) &- closed)")
        gauge("controller_sip_bindings", "Bindings of addresses of record.", "\(parts.bindings.count)")
        let uptime = Double((parts.shared.clock() - parts.startedAt).count) / 1e9
        gauge("controller_uptime_seconds", "Seconds since it was started.", "\(uptime)")
    }

    private mutating func appendProcess(_ parts: ServerParts) {
        appendHeader("process_cpu_seconds_total", "counter", "Processor time, user and system.")
        appendSample("process_cpu_seconds_total", "\(Double(ProcessorUse.processTime()) / 1e9)")
        let memory = ProcessMemory.current()
        if let resident = memory.residentBytes {
            gauge("process_resident_memory_bytes", "Bytes in physical memory.", "\(resident)")
        }
        if let heap = memory.heap {
            gauge("process_heap_allocated_bytes", "Bytes that the allocator has handed out.", "\(heap.allocatedBytes)")
        }
    }

    // MARK: Format

    private mutating func counted(_ name: String, _ help: String, _ count: UInt64) {
        appendHeader(name, "counter", help)
        appendSample(name, "\(count)")
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: String) {
        appendHeader(name, "gauge", help)
        appendSample(name, value)
    }

    private mutating func appendHeader(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func appendSample(_ series: String, _ value: String) { text += "\(series) \(value)\n" }

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
