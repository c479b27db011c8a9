import Testing

@testable import Measurement

@Suite("TickConversion")
struct TickConversionTests {
    @Test(
        "A known frequency converts to the nanosecond over a day",
        arguments: [25_000_000, 1_000_000_000, 2_496_000_000, 5_700_000_000] as [UInt64])
    func knownFrequency(ticksPerSecond: UInt64) throws {
        let conversion = try #require(TickConversion(ticks: ticksPerSecond, nanoseconds: 1_000_000_000))
        #expect(conversion.nanoseconds(ticks: 0) == 0)
        for span in [1, 60, 86_400] as [UInt64] {
            let nanoseconds = conversion.nanoseconds(ticks: ticksPerSecond * span)
            #expect(nanoseconds <= span * 1_000_000_000)
            #expect(nanoseconds + 10 >= span * 1_000_000_000)
        }
    }

    @Test("No ticks, no time and a counter too slow to hold give no conversion")
    func impossible() {
        #expect(TickConversion(ticks: 0, nanoseconds: 1) == nil)
        #expect(TickConversion(ticks: 1, nanoseconds: 0) == nil)
        #expect(TickConversion(ticks: 1, nanoseconds: 256) == nil)
        #expect(TickConversion(ticks: .max, nanoseconds: 1) == nil)
        #expect(TickConversion(ticks: 1, nanoseconds: 255) != nil)
    }

    @Test("The largest tick count does not trap")
    func largest() throws {
        let conversion = try #require(TickConversion(ticks: 1, nanoseconds: 255))
        _ = conversion.nanoseconds(ticks: .max)
    }
}
