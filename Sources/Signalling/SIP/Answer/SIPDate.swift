/// A time of the wall clock, in whole seconds since 1970, as RFC 3261 section 20.17 writes it: "Sat, 13 Nov 2010 23:29:00 GMT".
///
/// Years 1970 to 9999; other times are moved to the nearer end.
public struct SIPDate: Hashable, Sendable, BitwiseCopyable {
    /// Seconds since 1970 began, leap seconds not counted.
    public let unixSeconds: Int64

    /// The time so many seconds after 1970 began.
    public init(unixSeconds: Int64) { self.unixSeconds = min(max(unixSeconds, 0), 253_402_300_799) }

    /// Writes the date, 29 characters.
    func write(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        let days = unixSeconds / 86_400
        let second = unixSeconds % 86_400
        let (year, month, day) = Self.civilDate(days)
        // 1970 began on a Thursday.
        try output.write(Self.weekdays[Int((days + 4) % 7)])
        try output.write(", ")
        try output.write(decimal: UInt64(day), digitCount: 2)
        try output.write(" ")
        try output.write(Self.months[Int(month) - 1])
        try output.write(" ")
        try output.write(decimal: UInt64(year), digitCount: 4)
        try output.write(" ")
        try output.write(decimal: UInt64(second / 3_600), digitCount: 2)
        try output.write(":")
        try output.write(decimal: UInt64(second / 60 % 60), digitCount: 2)
        try output.write(":")
        try output.write(decimal: UInt64(second % 60), digitCount: 2)
        try output.write(" GMT")
    }

    private static let weekdays: InlineArray<7, StaticString> = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months: InlineArray<12, StaticString> = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date of the Gregorian calendar so many days after 1970 began. Years are counted from March, so that a leap day is the last
    /// of its year, in eras of 400 years or 146,097 days.
    private static func civilDate(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }
}
