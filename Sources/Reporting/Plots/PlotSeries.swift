/// One line of a plot.
struct PlotSeries {
    /// How its points are drawn.
    enum Shape {
        /// Joined, with a mark at each point where they are few.
        case line
        /// Marks alone.
        case marks
        /// Joined and pale: what is compared with.
        case reference
    }

    /// A point, in the axes' units.
    struct Point: Equatable {
        let x: Double
        let y: Double
    }

    /// What the legend calls it.
    let name: String
    /// How it is drawn.
    let shape: Shape
    /// Its points, in the order in which they are joined.
    let points: [Point]
    /// Which of the page's inks it has. Series of one plot differ in it, and in their dashes.
    let ink: Int

    /// The inks that a page has.
    static let inkCount = 6

    /// A series. Points without a value, or with one that is not a number, are left out.
    init(_ name: String, _ points: some Sequence<(Double, Double?)>, shape: Shape = .line, ink: Int) {
        self.name = name
        self.shape = shape
        self.ink = ink % Self.inkCount
        self.points = points.compactMap { x, y in
            guard let y, x.isFinite, y.isFinite else { return nil }
            return Point(x: x, y: y)
        }
    }
}
