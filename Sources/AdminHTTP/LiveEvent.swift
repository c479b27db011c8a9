/// What a live page shows of a moment: facts in words, and the newest point of each curve.
///
///     data: {"title": "constant on core", "progress": 0.4, "facts": [["p99", "1.64 ms"]],
///            "curves": [{"id": "rate", "name": "Rate", "unit": "/s", "lines": [["completed", 5000.0]]}]}
public struct LiveEvent: Sendable {
    /// A plot, and the newest value of each of its lines.
    public struct Curve: Sendable {
        /// Its identifier in the page: "rate", "latency" or "depth".
        public var id: String
        /// What is plotted.
        public var name: String
        /// In which unit: "/s", "s", or empty for a number of things.
        public var unit: String
        /// The lines, with their newest values; `nil` where there is none.
        public var lines: [(name: String, value: Double?)]

        /// A plot.
        public init(id: String, name: String, unit: String, lines: [(name: String, value: Double?)]) {
            self.id = id
            self.name = name
            self.unit = unit
            self.lines = lines
        }
    }

    /// What is looked at.
    public var title: String
    /// The part that is done, 0...1; `nil` where that cannot be told.
    public var progress: Double?
    /// Facts: what, and how much.
    public var facts: [(name: String, text: String)]
    /// The plots.
    public var curves: [Curve]

    /// An event.
    public init(title: String, progress: Double? = nil, facts: [(name: String, text: String)], curves: [Curve]) {
        self.title = title
        self.progress = progress
        self.facts = facts
        self.curves = curves
    }

    /// The event as the page reads it.
    public var json: JSONText {
        .object([
            ("title", .string(title)), ("progress", progress.map(JSONText.number) ?? .null),
            ("facts", .array(facts.map { .array([.string($0.name), .string($0.text)]) })),
            ("curves", .array(curves.map(\.json))),
        ])
    }
}

extension LiveEvent.Curve {
    fileprivate var json: JSONText {
        .object([
            ("id", .string(id)), ("name", .string(name)), ("unit", .string(unit)),
            (
                "lines",
                .array(lines.map { .array([.string($0.name), $0.value.map(JSONText.number) ?? .null]) })
            ),
        ])
    }
}
