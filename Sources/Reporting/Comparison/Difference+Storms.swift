import Measurement

extension Difference {
    /// The differences of the storms that both results tell of, law by law. A storm has no noise: what differs, differs.
    static func storms(_ first: RunResult, _ second: RunResult) -> [Difference] {
        first.storms.flatMap { a -> [Difference] in
            guard let b = second.storms.first(where: { $0.law == a.law }) else { return [] }
            let law = VisibleText.of(a.law, columnsMax: 12)
            return times(law, a, b) + [
                Difference(
                    figure: "\(law) tokens/device", kind: .number, first: a.tokenRequestsPerDevice,
                    second: b.tokenRequestsPerDevice),
                Difference(
                    figure: "\(law) without service", kind: .duration, first: a.withoutServiceSeconds.total * 1e9,
                    second: b.withoutServiceSeconds.total * 1e9),
                Difference(
                    figure: "\(law) never home", kind: .count, first: Double(a.neverRegistered),
                    second: Double(b.neverRegistered)),
            ]
        }
    }

    /// When shares of the fleet were home; a share that was home in neither makes no row.
    private static func times(_ law: String, _ first: StormResult, _ second: StormResult) -> [Difference] {
        [
            ("T50", first.t50, second.t50), ("T90", first.t90, second.t90), ("T99", first.t99, second.t99),
            ("T100", first.t100, second.t100),
        ].compactMap { name, a, b -> Difference? in
            guard a != nil || b != nil else { return nil }
            var row = Difference(
                figure: "\(law) \(name)", kind: .duration, first: a.map { $0 * 1e9 }, second: b.map { $0 * 1e9 })
            if a == nil { row.note = .neverInFirst } else if b == nil { row.note = .neverInSecond }
            return row
        }
    }
}
