internal import FoundationEssentials

extension HumanFigures {
    /// A moment, in milliseconds since 1970, to the minute in UTC: "2026-03-01 09:30". Moments beyond the years 1970 to 9999 are written as the
    /// nearer end.
    public static func time(milliseconds: Int64) -> String {
        let seconds = min(max(milliseconds / 1_000, 0), 253_402_300_799)
        let style = Date.ISO8601FormatStyle().year().month().day().dateTimeSeparator(.space).time(
            includingFractionalSeconds: false)
        return String(Date(timeIntervalSince1970: Double(seconds)).formatted(style).prefix(16))
    }
}
