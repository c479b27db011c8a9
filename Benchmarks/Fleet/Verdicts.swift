internal import Foundation

/// Figures with their limits, printed as they come.
struct Verdicts {
    private(set) var haveAllHeld = true

    /// Begins a part.
    func begin(_ title: String) { Self.write(title) }

    /// Prints a figure, and whether it is within its limit.
    mutating func judge(_ name: String, _ value: Double, _ unit: String, atMost limit: Double) {
        line(name, value, unit, holds: value <= limit, "at most \(Self.text(limit))")
    }

    /// Prints a figure, and whether it reaches its limit.
    mutating func judge(_ name: String, _ value: Double, _ unit: String, atLeast limit: Double) {
        line(name, value, unit, holds: value >= limit, "at least \(Self.text(limit))")
    }

    /// Prints a figure without a limit.
    func note(_ name: String, _ value: Double, _ unit: String) {
        Self.write("  \(Self.padded(name, 52))\(Self.text(value)) \(unit)")
    }

    private mutating func line(_ name: String, _ value: Double, _ unit: String, holds: Bool, _ limit: String) {
        Self.write("  \(Self.padded(name, 52))\(Self.text(value)) \(unit) (\(limit))\(holds ? "" : "  MISSED")")
        haveAllHeld = haveAllHeld && holds
    }

    /// At once, also into a pipe.
    private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 1))
    }

    private static func text(_ value: Double) -> String {
        if value == value.rounded(), value.magnitude < 1e9 { return "\(Int(value))" }
        return "\((value * 1_000).rounded() / 1_000)"
    }
}
