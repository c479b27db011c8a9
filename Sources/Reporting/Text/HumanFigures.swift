/// How figures are written for people: in one place, so that all reports agree.
///
/// Three significant digits where a figure is a measurement, all digits where it is a count. ASCII only, so that columns
/// align everywhere. Anything that is no number is "n/a".
public enum HumanFigures {
    /// A time in nanoseconds: "7 ns", "1.20 us", "35.4 ms", "2.00 s".
    public static func duration(_ nanoseconds: Double) -> String {
        scaled(nanoseconds, step: 1_000, units: ["ns", "us", "ms", "s"])
    }

    /// A time in whole nanoseconds; see ``duration(_:)``.
    public static func duration(_ nanoseconds: UInt64) -> String { duration(Double(nanoseconds)) }

    /// A rate or another large number without unit: "950", "1.23 k", "5.43 M".
    public static func rate(_ perSecond: Double) -> String {
        scaled(perSecond, step: 1_000, units: ["", "k", "M", "G"])
    }

    /// A number of bytes: "118 B", "1.20 KiB", "24.0 GiB".
    public static func bytes(_ count: Double) -> String {
        scaled(count, step: 1_024, units: ["B", "KiB", "MiB", "GiB", "TiB"])
    }

    /// A number of bytes; see ``bytes(_:)``.
    public static func bytes(_ count: UInt64) -> String { bytes(Double(count)) }

    /// A count with all its digits in groups of three: "1,000,000".
    public static func count(_ count: UInt64) -> String {
        let digits = Array(String(count))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return grouped
    }

    /// A fraction as a percentage with one decimal: "38.2 %".
    public static func percent(_ fraction: Double) -> String {
        fraction.isFinite ? fixed(fraction * 100, decimals: 1) + " %" : "n/a"
    }

    /// The same with its sign shown, unless it is written as zero: "+3.1 %".
    public static func signedPercent(_ fraction: Double) -> String {
        let text = percent(fraction)
        return fraction > 0 && text != percent(0) && fraction.isFinite ? "+" + text : text
    }

    /// A plain number of three significant digits: "0.25", "14.2".
    public static func number(_ value: Double) -> String { scaled(value, step: .infinity, units: [""]) }

    /// A number of seconds: "0.369 s", "60.0 s".
    public static func seconds(_ seconds: Double) -> String { duration(seconds * 1e9) }

    /// A figure of an objective in the unit that its outcome names: "ns", "%", "1/s", or none.
    public static func measured(_ value: Double, unit: String?) -> String {
        switch unit {
        case "ns": duration(value)
        case "%": percent(value / 100)
        case "1/s": rate(value) + "/s"
        default: number(value)
        }
    }

    /// `value` in the largest unit that leaves it at one or above.
    private static func scaled(_ value: Double, step: Double, units: [String]) -> String {
        guard value.isFinite else { return "n/a" }
        guard value >= 0 else { return "-" + scaled(-value, step: step, units: units) }
        var scaled = value
        var index = 0
        // What would round up to a whole step is shown in the next unit: 999.7 ns is 1.00 us.
        while index < units.count - 1, scaled >= step - 0.5 {
            scaled /= step
            index += 1
        }
        // Whole numbers of the smallest unit are exact and need no decimals.
        let isExact = index == 0 && scaled == scaled.rounded()
        let text = isExact ? fixed(scaled, decimals: 0) : fixed(scaled, decimals: decimals(for: scaled))
        return units[index].isEmpty ? text : "\(text) \(units[index])"
    }

    /// The decimals that give three significant digits; at most three.
    private static func decimals(for value: Double) -> Int {
        switch value {
        case 99.95...: 0
        case 9.995...: 1
        case 0.9995...: 2
        default: 3
        }
    }

    /// `value` with exactly so many decimals.
    private static func fixed(_ value: Double, decimals: Int) -> String {
        let power = (0..<decimals).reduce(into: 1.0) { power, _ in power *= 10 }
        // Beyond 2^63 the digits would not be exact any more; the standard library's form is as good.
        guard let digits = Int64(exactly: (abs(value) * power).rounded()) else { return "\(value)" }
        let sign = value < 0 && digits != 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(digits) }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - String(digits).count)) + String(digits)
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
