/// One figure over the results of one subject, in order of time, with the places where it changed for good.
public struct HistorySeries: Sendable {
    /// A result's value.
    public struct Point: Hashable, Sendable {
        /// The result.
        public let run: KeptRun
        /// Its value.
        public let value: Double
    }

    /// A place from which on the values are others.
    public struct Change: Hashable, Sendable {
        /// The first point of the new values.
        public let index: Int
        /// The middle of the values between the change before and this one.
        public let before: Double
        /// The middle of those between this one and the next.
        public let after: Double

        /// The change as a fraction of what was before; infinite from nothing.
        public var relative: Double { before == after ? 0 : (after - before) / abs(before) }
    }

    /// The figure's name.
    public let name: String
    /// The unit of its values.
    public let unit: String
    /// Which way is better.
    public let better: ResultFigure.Direction
    /// The values.
    public let points: [Point]
    /// Where they changed; found by ``ChangePointSearch``.
    public let changes: [Change]

    /// A series of these points.
    public init(
        name: String, unit: String, better: ResultFigure.Direction, points: [Point],
        search: ChangePointSearch = ChangePointSearch()
    ) {
        self.name = name
        self.unit = unit
        self.better = better
        self.points = points
        let values = points.map(\.value)
        let places = search.places(in: values)
        changes = places.enumerated().map { order, place in
            let start = order == 0 ? 0 : places[order - 1]
            let end = order + 1 < places.count ? places[order + 1] : values.count
            return Change(
                index: place, before: Self.middle(values[start..<place]), after: Self.middle(values[place..<end]))
        }
    }

    /// Whether a change is for the worse.
    public func isWorse(_ change: Change) -> Bool {
        better == .lower ? change.after > change.before : change.after < change.before
    }

    private static func middle(_ values: ArraySlice<Double>) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        guard let upper = sorted.indices.contains(half) ? sorted[half] : nil else { return 0 }
        return sorted.count % 2 == 1 ? upper : (sorted[half - 1] + upper) / 2
    }
}
