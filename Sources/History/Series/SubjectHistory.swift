/// What a history tells of one subject.
public struct SubjectHistory: Sendable {
    /// What was measured.
    public let subject: KeptRun.Subject
    /// Its results, valid or not, in order of time.
    public let runs: [KeptRun]
    /// Each figure over the valid ones, in the order of the figures' names.
    public let series: [HistorySeries]
}

extension HistoryStore {
    /// The subjects of the kept results, the one measured last first.
    public func subjects() throws(HistoryError) -> [KeptRun.Subject] {
        var seen: Set<KeptRun.Subject> = []
        return try runs().reversed().map(\.subject).filter { seen.insert($0).inserted }
    }

    /// What there is of `subject`.
    ///
    /// - Parameter countMax: the newest results that are looked at. What it costs grows with its square, for the change points.
    public func history(of subject: KeptRun.Subject, countMax: Int = ChangePointSearch.valuesMax)
        throws(HistoryError) -> SubjectHistory
    {
        let runs = try runs().filter { $0.subject == subject }.suffix(max(countMax, 0))
        var newest: [String: ResultFigure] = [:]
        var points: [String: [HistorySeries.Point]] = [:]
        for run in runs where run.isValid {
            for (name, figure) in try figures(of: run) {
                newest[name] = figure
                points[name, default: []].append(HistorySeries.Point(run: run, value: figure.value))
            }
        }
        let series = newest.values.sorted { $0.name < $1.name }.map { figure in
            HistorySeries(
                name: figure.name, unit: figure.unit, better: figure.better, points: points[figure.name] ?? [])
        }
        return SubjectHistory(subject: subject, runs: Array(runs), series: series)
    }
}
