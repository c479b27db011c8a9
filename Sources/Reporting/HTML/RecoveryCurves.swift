import Measurement

/// The recovery curves of storms in one plot, with the bound N/mu drawn in; `spec/domain-facts.md`, the recovery bound.
enum RecoveryCurves {
    /// A storm, and what its curve is called.
    struct Curve {
        let name: String
        let storm: StormResult
    }

    /// The most points of a curve that are drawn.
    static let pointsMax = 400

    /// The plot of `curves`; the bound is the least of theirs, as no law can do better than the luckiest.
    static func plot(title: String, _ curves: [Curve]) -> LinePlot {
        let thinned = curves.map { Self.thinned($0.storm.curve) }
        let best = curves.filter { $0.storm.boundSeconds != nil && $0.storm.rehomingDevices > 0 }
            .min { $0.storm.boundSeconds ?? 0 < $1.storm.boundSeconds ?? 0 }?.storm
        let times = thinned.flatMap { $0.map(\.seconds) } + [best?.boundSeconds ?? 0]
        let end = times.max() ?? 0
        var series = zip(curves, thinned).enumerated().map { index, pair in
            PlotSeries(pair.0.name, pair.1.map { ($0.seconds, Double($0.registered)) }, ink: index)
        }
        if let best, let bound = best.boundSeconds {
            let devices = Double(best.rehomingDevices)
            series.append(
                PlotSeries(
                    "at best, N/mu", [(0, 0), (bound, devices), (max(end, bound), devices)], shape: .reference, ink: 0))
        }
        let heights = series.flatMap { $0.points.map(\.y) }
        return LinePlot(
            title: title, xLabel: "seconds since the primary's return", yLabel: "devices home",
            x: .span(times, text: HumanFigures.number), y: .linear(covering: heights, text: HumanFigures.rate),
            series: series, table: table(zip(curves, thinned).map { ($0.name, $1) }))
    }

    /// At most ``pointsMax`` of the points, the last among them. A curve only climbs, so none in between is a peak.
    private static func thinned(_ curve: [StormResult.CurvePoint]) -> [StormResult.CurvePoint] {
        let step = (curve.count + pointsMax - 1) / pointsMax
        guard step > 1 else { return curve }
        return curve.enumerated().filter { $0.offset % step == 0 || $0.offset == curve.count - 1 }.map(\.element)
    }

    private static func table(_ curves: [(name: String, points: [StormResult.CurvePoint])]) -> PageTable {
        PageTable(
            "Devices home, by the time since the primary's return", ["law and seconds", "devices home"],
            rows: curves.flatMap { name, points in
                points.map { ["\(name), \(HumanFigures.seconds($0.seconds))", HumanFigures.count($0.registered)] }
            })
    }
}
