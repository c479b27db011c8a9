import Measurement

/// Laws side by side on one storm: a row for each, in the order given.
///
/// Times are over the least time possible, so that 1 is perfect, whatever the fleet. "never" is a share of the fleet that did not come
/// home while the storm was watched; device-seconds
/// lost are those without service.
struct StormTable {
    /// The storms, one for each law.
    let storms: [StormResult]

    /// The table, its heading first, at most 100 columns.
    var lines: [String] {
        var table = TextTable([
            "law", "T50", "T99", "T100", "seconds", "tokens/device", "utilisation", "device-s lost", "verdict",
        ])
        for storm in storms {
            table.append([
                VisibleText.of(storm.law, columnsMax: 12), Self.multiple(storm, storm.t50),
                Self.multiple(storm, storm.t99), Self.multiple(storm, storm.t100),
                storm.t100.map { HumanFigures.number($0) } ?? "never",
                HumanFigures.number(storm.tokenRequestsPerDevice),
                storm.utilisation.map { HumanFigures.percent($0) } ?? "-",
                HumanFigures.rate(storm.withoutServiceSeconds.total), storm.recovery.rawValue,
            ])
        }
        return table.lines
    }

    private static func multiple(_ storm: StormResult, _ seconds: Double?) -> String {
        guard seconds != nil else { return "never" }
        return storm.overBound(seconds).map { HumanFigures.number($0) } ?? "-"
    }
}
