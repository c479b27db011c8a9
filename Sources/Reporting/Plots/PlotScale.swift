/// How the values of an axis become places along it, and which of them are labelled.
///
/// Values come from files and may be any number: those beyond ``magnitudeMax`` are drawn at its edge.
struct PlotScale {
    /// A labelled value.
    struct Tick {
        let value: Double
        let text: String
    }

    /// The largest value that is drawn as it is.
    static let magnitudeMax = 1e15

    /// The value at the beginning of the axis.
    let low: Double
    /// The value at its end; above ``low``.
    let high: Double
    /// Whether equal distances are equal ratios.
    let isLogarithmic: Bool
    /// What is labelled, from low to high; at most eight.
    let ticks: [Tick]

    /// Equal steps from zero, or from the least value where one is below, to the largest of `values`, the steps round numbers.
    static func linear(covering values: [Double], text: (Double) -> String) -> PlotScale {
        let values = values.map(bounded)
        let least = min(values.min() ?? 0, 0)
        let most = max(values.max() ?? 0, least)
        let step = roundStep(over: most > least ? most - least : 1)
        let first = (least / step).rounded(.down)
        let last = max((most / step).rounded(.up), first + 1)
        let ticks = stride(from: first, through: last, by: 1).map { Tick(value: $0 * step, text: text($0 * step)) }
        return PlotScale(low: first * step, high: last * step, isLogarithmic: false, ticks: ticks)
    }

    /// Equal steps from the first of `values` to the last, which need be no round numbers: an axis of time.
    static func span(_ values: [Double], text: (Double) -> String) -> PlotScale {
        let whole = linear(covering: values, text: text)
        let end = values.map(bounded).max() ?? 0
        guard end > whole.low else { return whole }
        return PlotScale(
            low: whole.low, high: end, isLogarithmic: false, ticks: whole.ticks.filter { $0.value <= end * (1 + 1e-9) })
    }

    /// Whole decades about the positive ones of `values`.
    static func logarithmic(covering values: [Double], text: (Double) -> String) -> PlotScale {
        let exponents = values.map(bounded).filter { $0 > 0 }.map { max($0.decimalLogarithm, -9) }
        let first = (exponents.min() ?? 0).rounded(.down)
        let last = max((exponents.max() ?? 0).rounded(.up), first + 1)
        // Of many decades every second or third has a label.
        let step = ((last - first) / 7).rounded(.up)
        let ticks = stride(from: first, through: last, by: step).map { exponent in
            Tick(value: exponent.powerOfTen, text: text(exponent.powerOfTen))
        }
        return PlotScale(low: first.powerOfTen, high: last.powerOfTen, isLogarithmic: true, ticks: ticks)
    }

    /// Values at places of their own, such as percentiles.
    static func places(_ ticks: [Tick], from low: Double, to high: Double) -> PlotScale {
        PlotScale(low: low, high: high, isLogarithmic: false, ticks: ticks)
    }

    /// Where `value` is, from 0 at the beginning of the axis to 1 at its end.
    func fraction(of value: Double) -> Double {
        let value = Self.bounded(value)
        let fraction =
            isLogarithmic
            ? (value > 0 ? (value.decimalLogarithm - low.decimalLogarithm) : 0)
                / (high.decimalLogarithm - low.decimalLogarithm)
            : (value - low) / (high - low)
        return min(max(fraction, 0), 1)
    }

    private static func bounded(_ value: Double) -> Double {
        value.isNaN ? 0 : min(max(value, -magnitudeMax), magnitudeMax)
    }

    /// 1, 2 or 5 of some decade, so that at most six steps cover `width`.
    private static func roundStep(over width: Double) -> Double {
        let decade = max((width / 6).decimalLogarithm.rounded(.down), -12).powerOfTen
        return [1, 2, 5, 10].map { $0 * decade }.first { width / $0 <= 6 } ?? 10 * decade
    }
}
