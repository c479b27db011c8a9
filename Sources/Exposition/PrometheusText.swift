/// Metrics as the text that Prometheus scrapes (exposition format, version 0.0.4).
///
///     var text = PrometheusText()
///     text.begin("loadgen_denied_total", .counter, help: "Requests that were denied.")
///     text.add(labels: [("tier", "token")], count)
///
/// Every family is begun once, and its samples follow. Names are ours and must be valid; label values and help may be anything, and are escaped. A
/// value; O(1) for each sample.
public struct PrometheusText: Sendable {
    /// What a family's samples are.
    public enum FamilyKind: String, Sendable {
        /// They only grow, while the process lives.
        case counter
        /// They go up and down.
        case gauge
        /// How often values were up to a bound, for several bounds.
        case histogram
    }

    /// A label's name and value.
    public typealias Label = (name: String, value: String)

    /// The text.
    public private(set) var text = ""
    private var family = ""

    /// No metrics yet.
    public init() {}

    /// Begins a family: the samples that are added next are of it.
    public mutating func begin(_ name: String, _ kind: FamilyKind, help: String) {
        family = name
        let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Adds a sample of the family: a count.
    public mutating func add(labels: [Label] = [], _ count: UInt64) { sample("", labels, "\(count)") }

    /// Adds a sample of the family.
    public mutating func add(labels: [Label] = [], _ value: Double) { sample("", labels, Self.number(value)) }

    /// Adds the samples of a histogram to the family.
    public mutating func add(labels: [Label] = [], _ histogram: BucketCounts) {
        var count: UInt64 = 0
        for (bound, inBucket) in zip(histogram.bounds.map(Self.number) + ["+Inf"], histogram.counts) {
            count &+= inBucket
            sample("_bucket", labels + [("le", bound)], "\(count)")
        }
        sample("_sum", labels, Self.number(histogram.sum))
        sample("_count", labels, "\(count)")
    }

    /// A family of one count.
    public mutating func counter(_ name: String, help: String, _ count: UInt64) {
        begin(name, .counter, help: help)
        add(count)
    }

    /// A family of one value.
    public mutating func gauge(_ name: String, help: String, _ value: Double) {
        begin(name, .gauge, help: help)
        add(value)
    }

    private mutating func sample(_ suffix: String, _ labels: [Label], _ value: String) {
        text += family + suffix
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// A number as Go reads it.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
