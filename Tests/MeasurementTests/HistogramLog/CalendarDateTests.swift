import FoundationEssentials
import Testing

@testable import Measurement

@Suite("CalendarDate")
struct CalendarDateTests {
    @Test("Dates are those of the calendar, leap days and negative times included")
    func dates() {
        #expect(CalendarDate.text(secondsSince1970: 0) == "1970-01-01T00:00:00Z")
        #expect(CalendarDate.text(secondsSince1970: -1) == "1969-12-31T23:59:59Z")
        #expect(CalendarDate.text(secondsSince1970: 951_782_400) == "2000-02-29T00:00:00Z")
        #expect(CalendarDate.text(secondsSince1970: 4_107_542_400) == "2100-03-01T00:00:00Z")
    }

    @Test("A date of each week of two centuries is the one of the standard library")
    func library() {
        for second in stride(from: 0 as Int64, to: 6_300_000_000, by: 604_801) {
            let expected = Date(timeIntervalSince1970: Double(second)).formatted(.iso8601)
            #expect(CalendarDate.text(secondsSince1970: second) == expected)
        }
    }
}
