import Measurement

/// Laws side by side on one storm: a row for each, in the order given. Where some were played on real sockets, a column says which.
///
/// Times are over the least time possible, one for all laws, so that 1 is perfect, whatever the fleet. "never" is a share of the fleet
/// that did not come home while the storm was watched; device-seconds lost are those without service.
struct StormTable {
    /// The storms, one for each law.
    let storms: [StormResult]

    /// The least time possible, in seconds: the least bound of any law that was played.
    ///
    /// Bounds differ where messages are lost, since each law's devices lose others. The luck of one law is what is possible for all.
    var boundSeconds: Double? { storms.compactMap(\.boundSeconds).min() }

    /// The table, its heading first, at most 100 columns.
    var lines: [String] {
        let areLive = storms.contains { $0.played == .live }
        var headings = [
            "law", "T50", "T99", "T100", "seconds", "tokens/device", "utilisation", "device-s lost", "verdict",
        ]
        if areLive { headings.insert("played", at: 1) }
        var table = TextTable(headings)
        for storm in storms {
            var cells = [
                VisibleText.of(storm.law, columnsMax: 12), multiple(storm.t50),
                multiple(storm.t99), multiple(storm.t100),
                storm.t100.map { HumanFigures.number($0) } ?? "never",
                HumanFigures.number(storm.tokenRequestsPerDevice),
                storm.utilisation.map { HumanFigures.percent($0) } ?? "-",
                HumanFigures.rate(storm.withoutServiceSeconds.total), storm.recovery.rawValue,
            ]
            if areLive { cells.insert(storm.played == .live ? "live" : "simulated", at: 1) }
            table.append(cells)
        }
        return table.lines
    }

    private func multiple(_ seconds: Double?) -> String {
        guard let seconds else { return "never" }
        guard let boundSeconds, boundSeconds > 0 else { return "-" }
        return HumanFigures.number(seconds / boundSeconds)
    }
}
