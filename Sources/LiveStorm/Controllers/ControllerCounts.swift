/// What a controller counts and measures, as its `/metrics` says it.
struct ControllerCounts: Sendable {
    private var values: [String: Double] = [:]

    /// Reads a text in the format of Prometheus; what is no sample is passed over.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            if words.count == 2, let value = Double(words[1]) { values[String(words[0])] = value }
        }
    }

    /// The value of a series without its prefix "controller_"; 0 where there is none.
    subscript(name: String) -> Int { values["controller_\(name)"].flatMap { Int(exactly: $0.rounded()) } ?? 0 }

    /// Registrations that were queued.
    var accepted: Int {
        self["core_queued_priority_total"] + self["core_queued_token_total"] + self["core_queued_initial_total"]
    }

    /// Registrations that were served, whatever came of it.
    var completed: Int { self["core_registered_total"] + self["core_renewed_total"] + self["core_failed_total"] }

    /// Registrations that wait, over all tiers.
    var queueDepth: Int {
        values.filter { $0.key.hasPrefix("controller_queue_depth{") }.reduce(0) { $0 + Int($1.value) }
    }
}
