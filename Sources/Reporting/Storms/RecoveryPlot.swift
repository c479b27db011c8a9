import Measurement

/// The recovery curve of a storm as text: devices that are home, over the time since the primary's return.
///
/// At most 72 columns of ASCII, so it reads in a terminal, in a pipe and in a mail. The stars are the storm, the points what perfect
/// looks like: the whole fleet home at the least time possible, at an even rate. A pure function of the storm.
struct RecoveryPlot {
    /// The widest line, in columns.
    static let columnsMax = 72
    /// The rows of the plotted field.
    private static let rowCount = 13

    private let storm: StormResult
    /// The upper end of the vertical axis.
    private let top: Double
    /// The end of the horizontal axis, in seconds.
    private let end: Double

    /// A plot of `storm`; `nil` when there is nothing to plot: no device, no point, or no time.
    init?(_ storm: StormResult) {
        let last = max(storm.curve.last?.seconds ?? 0, storm.boundSeconds ?? 0)
        guard storm.rehomingDevices > 0, !storm.curve.isEmpty, last > 0, last.isFinite else { return nil }
        self.storm = storm
        top = Double(storm.rehomingDevices)
        end = last
    }

    /// The plot, axes and legend included.
    var lines: [String] {
        let labels = (0..<Self.rowCount).map { row in
            // A label at each quarter.
            row % 3 == 0 ? HumanFigures.count(UInt64((top * Double(row) / Double(Self.rowCount - 1)).rounded())) : ""
        }
        let labelWidth = labels.map(\.count).max() ?? 0
        let columnCount = Self.columnsMax - labelWidth - 2
        let field = field(columnCount: columnCount)
        var lines = ["devices home: * as it was, . at best"]
        for row in (0..<Self.rowCount).reversed() {
            let label = String(repeating: " ", count: labelWidth - labels[row].count) + labels[row]
            lines.append(Self.trimmed("\(label) |" + String(field[row])))
        }
        let margin = String(repeating: " ", count: labelWidth + 1)
        lines.append(margin + "+" + String(repeating: "-", count: columnCount))
        lines.append(Self.trimmed(margin + " " + timeLabels(columnCount: columnCount)))
        lines.append(margin + " since the primary's return")
        return lines
    }

    /// The rows of the field, the lowest first.
    private func field(columnCount: Int) -> [[Character]] {
        var field = Array(repeating: [Character](repeating: " ", count: columnCount), count: Self.rowCount)
        var next = 0
        var home = 0.0
        var rowBefore: Int?
        for column in 0..<columnCount {
            let time = end * Double(column) / Double(columnCount - 1)
            if let bound = storm.boundSeconds {
                field[row(of: bound > 0 ? min(time / bound, 1) * top : top)][column] = "."
            }
            while next < storm.curve.count, storm.curve[next].seconds <= time * (1 + 1e-12) {
                home = Double(storm.curve[next].registered)
                next += 1
            }
            let row = row(of: home)
            // A jump is drawn as a line, so that the curve has no gaps.
            for between in min(rowBefore.map { $0 + ($0 < row ? 1 : 0) } ?? row, row)...max(rowBefore ?? row, row) {
                field[between][column] = "*"
            }
            rowBefore = row
        }
        return field
    }

    private func row(of devices: Double) -> Int {
        // A share of the fleet first: what a file says may be any number.
        Int((min(max(devices / top, 0), 1) * Double(Self.rowCount - 1)).rounded())
    }

    /// Times under the axis: its begin, its middle and its end.
    private func timeLabels(columnCount: Int) -> String {
        let first = "0 s"
        let middle = HumanFigures.seconds(end / 2)
        let last = HumanFigures.seconds(end)
        let middleStart = columnCount / 2 - middle.count / 2
        let lastStart = columnCount - last.count
        var text = first + String(repeating: " ", count: max(middleStart - first.count, 1)) + middle
        text += String(repeating: " ", count: max(lastStart - text.count, 1)) + last
        return text
    }

    private static func trimmed(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }
}
