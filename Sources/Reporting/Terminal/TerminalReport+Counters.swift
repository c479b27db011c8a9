import Measurement

extension TerminalReport {
    /// The counters that are not zero, a line for each family: names up to their first point share one, and so do
    /// those of tokens.
    func counterLines(_ run: RunResult) -> [String] {
        var families: [String: [String]] = [:]
        for (name, count) in run.counters.sorted(by: { $0.key < $1.key }) where count > 0 {
            let (family, member) = Self.split(name)
            families[family, default: []].append("\(shown(member)) \(HumanFigures.count(count))")
        }
        var lines: [String] = []
        for (family, items) in families.sorted(by: { Self.place($0.key) < Self.place($1.key) }) {
            lines += labelled(VisibleText.of(family, columnsMax: Self.indent - 1), items)
        }
        return lines
    }

    private static func split(_ name: String) -> (family: String, member: String) {
        if let point = name.firstIndex(of: "."), point > name.startIndex {
            return (String(name[..<point]), String(name[name.index(after: point)...]))
        }
        if name.hasPrefix("tokens"), name.count > 6 { return ("tokens", name.dropFirst(6).lowercased()) }
        return ("counted", name)
    }

    /// Families in the order in which a request meets them, then by name.
    private static func place(_ family: String) -> String {
        let known = ["tokens", "queued", "denied", "counted"]
        return known.firstIndex(of: family).map { "\($0)" } ?? "x" + family
    }
}
