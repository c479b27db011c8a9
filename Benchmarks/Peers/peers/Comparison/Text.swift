internal import Foundation

extension Double {
    /// The value with so many decimals.
    func text(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}

extension String {
    /// The text moved to the right edge of a column.
    func right(_ width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }

    /// The text at the left edge of a column.
    func left(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
