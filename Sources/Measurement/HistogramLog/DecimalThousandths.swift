/// Numbers with three decimals, held as whole thousandths, so that times survive writing and reading.
enum DecimalThousandths {
    /// `thousandths` with a point before the last three digits. Negative values are written as zero.
    static func text(_ thousandths: Int64) -> String {
        let value = max(thousandths, 0)
        let fraction = String(value % 1_000)
        return "\(value / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// Reads a number without sign or exponent, rounded to thousandths; `nil` when it is something else or does not fit.
    static func value<Text: StringProtocol>(_ text: Text) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let units = digits(Array(parts[0])) else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
            // Four places, the last one to round by.
            let places = Array(parts[1].prefix(4)) + [UInt8](repeating: 0x30, count: 4)
            guard let tenThousandths = digits(Array(places.prefix(4))) else { return nil }
            fraction = (tenThousandths + 5) / 10
        }
        let (scaled, tooLarge) = units.multipliedReportingOverflow(by: 1_000)
        let (sum, tooMuch) = scaled.addingReportingOverflow(fraction)
        return tooLarge || tooMuch ? nil : sum
    }

    /// A number of decimal digits only; `nil` when there are none, another character, or it does not fit.
    private static func digits(_ bytes: [UInt8]) -> Int64? {
        guard !bytes.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            guard 0x30...0x39 ~= byte else { return nil }
            let (scaled, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooMuch) = scaled.addingReportingOverflow(Int64(byte) - 0x30)
            guard !tooLarge, !tooMuch else { return nil }
            value = sum
        }
        return value
    }
}
