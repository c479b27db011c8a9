/// The time of an arrival as text: seconds in decimal digits, exact to the nanosecond.
enum ArrivalTime {
    /// Digits before the point at most; with nine behind it, 64 bits hold them.
    private static var secondDigitsMax: Int { 9 }
    /// Digits behind the point at most.
    private static var fractionDigitsMax: Int { 9 }

    /// The nanoseconds that `word` says; `nil` when it is no time.
    static func nanoseconds(_ word: ArraySlice<UInt8>) -> Int64? {
        let point = word.firstIndex(of: UInt8(ascii: ".")) ?? word.endIndex
        let whole = word[..<point]
        guard let seconds = number(whole, digitsMax: secondDigitsMax) else { return nil }
        guard point < word.endIndex else { return seconds * 1_000_000_000 }
        let digits = word[(point + 1)...]
        guard var fraction = number(digits, digitsMax: fractionDigitsMax) else { return nil }
        for _ in digits.count..<fractionDigitsMax { fraction *= 10 }
        return seconds * 1_000_000_000 + fraction
    }

    /// A time as text: to the microsecond where it is whole in those, as most captures are, else to the nanosecond.
    static func text(_ nanoseconds: Int64) -> String {
        let sign = nanoseconds < 0 ? "-" : ""
        let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let isWhole = rest.isMultiple(of: 1_000)
        let digits = String(isWhole ? rest / 1_000 : rest)
        return "\(sign)\(seconds)." + String(repeating: "0", count: (isWhole ? 6 : 9) - digits.count) + digits
    }

    private static func number(_ digits: ArraySlice<UInt8>, digitsMax: Int) -> Int64? {
        guard !digits.isEmpty, digits.count <= digitsMax else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            number = number * 10 + Int64(digit - 0x30)
        }
        return number
    }
}
