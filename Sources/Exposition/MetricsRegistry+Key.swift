extension MetricsRegistry.Key {
    /// The key of a label and its dimensions, made into names that Prometheus knows: letters, digits and underscores, no digit first.
    init(_ label: String, suffix: String, _ dimensions: [(String, String)]) {
        var name = Self.valid(label)
        if !name.hasSuffix(suffix) { name += suffix }
        self.name = name
        // A label that is named twice would make the whole text unreadable.
        var labels: [String] = []
        var values: [String] = []
        for (label, value) in dimensions.sorted(by: { $0.0 < $1.0 }) {
            let label = Self.valid(label)
            guard !labels.contains(label) else { continue }
            labels.append(label)
            values.append(value)
        }
        self.labels = labels
        self.values = values
    }

    private static func valid(_ name: String) -> String {
        let text = String(
            name.unicodeScalars.map { scalar -> Character in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_": Character(scalar)
                default: "_"
                }
            })
        return text.first.map { $0.isNumber ? "_" + text : text } ?? "_"
    }
}
