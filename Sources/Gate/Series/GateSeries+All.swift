extension GateSeries {
    /// What every gate watches. A series that one of the two builds does not have is left out, and the report says so.
    ///
    /// The minima: what moves less is not worth a red gate, and what a rebuild alone moves by placing code elsewhere is below
    /// them. A cycle, and the latency of a token request, are made of the other paths, so a tenth of one of them must not be red twice.
    /// Whole runs have larger ones, since their memory is the host's; counts that do not vary have small ones.
    public static let all: [GateSeries] =
        [
            GateSeries("throughput.cycles", unit: "cycles/s", better: .higher, minimumChange: 0.08),
            GateSeries("latency.token.p50", unit: "ns", minimumChange: 0.15),
            GateSeries("latency.registration.p99", unit: "ns", minimumChange: 0.25),
            GateSeries("memory.allocationsPerRequest", unit: "", minimumChange: 0.001),
            GateSeries("memory.bytesPerDevice", unit: "B", minimumChange: 0.005),
        ] + times.map { GateSeries(time(of: $0), unit: "ns", minimumChange: $0 == "cycle" ? 0.06 : 0.03) }

    /// The hot paths whose times are series.
    public static let times = [
        "ring.pair", "ring.batch", "queue.edf", "token.grant", "token.redeem", "token.expire", "table.upsert",
        "table.findDevice", "table.findDirectoryName", "admission.aimd", "admission.gradient", "admission.calendar",
        "cycle", "plan.next",
    ]

    /// The name of the series of a hot path's time.
    public static func time(of path: String) -> String { "time.\(path)" }
}
