/// An SVG under way: the field, its axes, and what is drawn on it.
///
/// The field has room for labels twice as large as they are on a wide screen: on a narrow one the page makes them so.
struct PlotDrawing {
    /// Units of the drawing.
    private static let width = 640.0
    private static let height = 356.0
    private static let left = 120.0
    private static let right = 24.0
    private static let top = 52.0
    private static let bottom = 66.0

    private var parts: [String]

    /// An empty drawing; `id` is unique in the page.
    init(id: String, title: String, summary: String, width: Double = Self.width, height: Double = Self.height) {
        parts = [
            "<svg class=\"plot\" id=\"\(id)\" viewBox=\"0 0 \(Int(width)) \(Int(height))\" role=\"img\" "
                + "aria-labelledby=\"\(id)-title \(id)-summary\">"
                + "<title id=\"\(id)-title\">\(PageText.escaped(title))</title>"
                + "<desc id=\"\(id)-summary\">\(PageText.escaped(summary))</desc>"
        ]
    }

    /// The finished drawing.
    var text: String { parts.joined() + "</svg>" }

    /// Where fractions of the axes are, in units of the drawing.
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (
            Self.left + x * (Self.width - Self.left - Self.right),
            Self.height - Self.bottom - y * (Self.height - Self.top - Self.bottom)
        )
    }

    /// Grid, ticks and labels.
    mutating func axes(_ x: PlotScale, _ y: PlotScale, xLabel: String, yLabel: String) {
        let origin = place(0, 0)
        let far = place(1, 1)
        openAxes()
        for tick in y.ticks {
            let at = place(0, y.fraction(of: tick.value)).y
            rule(origin.x, at, far.x, at)
            label(tick.text, x: origin.x - 8, y: at + 4, anchor: "end")
        }
        for tick in x.ticks {
            let at = place(x.fraction(of: tick.value), 0).x
            rule(at, origin.y, at, origin.y + 5)
            label(tick.text, x: at, y: origin.y + 24, anchor: "middle")
        }
        label(yLabel, x: 8, y: 22, anchor: "start")
        label(xLabel, x: far.x, y: Self.height - 8, anchor: "end")
        close()
    }

    /// Begins what belongs to the axes; ``close()`` ends it.
    mutating func openAxes() { parts.append("<g class=\"axes\">") }

    /// Begins what belongs to one series.
    mutating func open(class name: String, name title: String, pointCount: Int) {
        parts.append(
            "<g class=\"\(name)\" data-points=\"\(pointCount)\"><title>\(PageText.escaped(title))</title>")
    }

    /// Ends it.
    mutating func close() { parts.append("</g>") }

    /// Points joined.
    mutating func line(_ places: [(x: Double, y: Double)]) {
        let points = places.map { "\(Self.short($0.x)),\(Self.short($0.y))" }.joined(separator: " ")
        parts.append("<polyline points=\"\(points)\"/>")
    }

    /// A mark at each point.
    mutating func marks(_ places: [(x: Double, y: Double)]) {
        for place in places {
            parts.append("<circle cx=\"\(Self.short(place.x))\" cy=\"\(Self.short(place.y))\" r=\"4\"/>")
        }
    }

    /// A line of the grid.
    mutating func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        parts.append(
            "<line x1=\"\(Self.short(x1))\" y1=\"\(Self.short(y1))\" x2=\"\(Self.short(x2))\" y2=\"\(Self.short(y2))\"/>"
        )
    }

    /// Words.
    mutating func label(_ text: String, x: Double, y: Double, anchor: String) {
        parts.append(
            "<text x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\">\(PageText.escaped(text))</text>"
        )
    }

    /// A number with one decimal: a tenth of a unit is less than a point of any screen.
    private static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
