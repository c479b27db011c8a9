extension RunResult: Codable {
    /// The top-level keys of the result file.
    private enum CodingKeys: String, CodingKey {
        case schema, tool, machine, plan, verdict, ceiling, throughput, latency, counters, invariants, memory, timeline
        case phases, storms, crossCheck, command
    }

    /// Reads a result file.
    ///
    /// - Throws: ``ResultSchemaError`` when the schema is another one or is not named; `DecodingError` when a key has the
    ///   wrong type, a count is negative, or one of `tool`, `machine`, `plan` and `verdict` is missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The schema comes first: under another one no other key means what it says here.
        let schema = try? container.decodeIfPresent(String.self, forKey: .schema)
        guard schema == Self.schema else { throw ResultSchemaError(found: schema) }
        self.init(
            tool: try container.decode(ToolSummary.self, forKey: .tool),
            machine: try container.decode(MachineFacts.self, forKey: .machine),
            plan: try container.decode(PlanSummary.self, forKey: .plan),
            verdict: try container.decode(Verdict.self, forKey: .verdict),
            ceiling: try container.decodeIfPresent(Ceiling.self, forKey: .ceiling),
            throughput: try container.decodeIfPresent(Throughput.self, forKey: .throughput),
            latency: try container.decodeIfPresent([String: LatencySummary].self, forKey: .latency) ?? [:],
            counters: try container.decodeIfPresent([String: UInt64].self, forKey: .counters) ?? [:],
            invariants: try container.decodeIfPresent([Invariant].self, forKey: .invariants) ?? [],
            memory: try container.decodeIfPresent(MemoryFigures.self, forKey: .memory),
            timeline: try container.decodeIfPresent([TimelineRow].self, forKey: .timeline) ?? [],
            phases: try container.decodeIfPresent([Phase].self, forKey: .phases) ?? [],
            storms: try container.decodeIfPresent([StormResult].self, forKey: .storms) ?? [])
        command = try container.decodeIfPresent(String.self, forKey: .command)
        crossCheck = try container.decodeIfPresent(CrossCheck.self, forKey: .crossCheck)
    }

    /// Writes a result file. The same result gives the same bytes when the encoder sorts keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(tool, forKey: .tool)
        try container.encode(machine, forKey: .machine)
        try container.encode(plan, forKey: .plan)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(invariants, forKey: .invariants)
        try container.encodeIfPresent(command, forKey: .command)
        guard storms.isEmpty else { return try container.encode(storms, forKey: .storms) }
        try container.encode(ceiling, forKey: .ceiling)  // `encode` of an optional writes null
        try container.encode(throughput, forKey: .throughput)
        try container.encode(latency, forKey: .latency)
        try container.encode(counters, forKey: .counters)
        try container.encodeIfPresent(crossCheck, forKey: .crossCheck)
        try container.encode(memory, forKey: .memory)
        try container.encode(timeline, forKey: .timeline)
        if !phases.isEmpty { try container.encode(phases, forKey: .phases) }
    }
}
