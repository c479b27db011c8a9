import Measurement

/// Where a result comes from: machine, plan, seed, tool. With it another person can tell whether theirs is comparable.
enum OriginSection {
    /// The section of `result`.
    static func section(of result: RunResult) -> ReportPage.Section {
        let plan = result.plan
        let machine = result.machine
        var section = ReportPage.Section("Where and how")
        section.facts = [
            .init(name: "Processor", text: machine.cpu), .init(name: "Cores", text: "\(machine.cores)"),
            .init(
                name: "Memory",
                text: machine.memoryBytes > 0 ? HumanFigures.bytes(Double(machine.memoryBytes)) : "of no matter"),
            .init(name: "Kernel", text: machine.kernel), .init(name: "Clock", text: machine.clockSource),
            .init(name: "Target", text: plan.target), .init(name: "Profile", text: plan.profile),
            .init(name: "Devices", text: HumanFigures.count(UInt64(max(0, plan.devices)))),
            .init(
                name: "Planned rate", text: plan.ratePerSecond.map { HumanFigures.rate($0) + " requests/s" } ?? "none"),
            .init(name: "Duration", text: HumanFigures.seconds(plan.durationSeconds)),
            .init(name: "Set up", text: plan.setUpWords.joined(separator: ", ")),
            .init(name: "Seed", text: "\(plan.seed)"), .init(name: "Plan's hash", text: plan.hash),
            .init(name: "Tool", text: "loadgen \(result.tool.version), \(result.tool.commit)"),
            .init(name: "Swift", text: result.tool.swift),
        ]
        return section
    }
}
