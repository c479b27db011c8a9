import Testing

@testable import Measurement

@Suite("CounterCalibration")
struct CounterCalibrationTests {
    /// Readings of a 2.5 GHz counter at 0, 10 and 20 ms, with the last one off by `errorNanoseconds`.
    private func conversion(errorNanoseconds: Int64) -> TickConversion? {
        CounterCalibration.conversion(
            start: ClockPair(ticks: 1_000, systemNanoseconds: 500),
            middle: ClockPair(ticks: 25_001_000, systemNanoseconds: 10_000_500),
            end: ClockPair(ticks: 50_001_000, systemNanoseconds: 20_000_500 + errorNanoseconds))
    }

    @Test("A steady counter is accepted at its rate")
    func steady() throws {
        let accepted = try #require(conversion(errorNanoseconds: 0))
        #expect(abs(Int64(accepted.nanoseconds(ticks: 2_500_000_000)) - 1_000_000_000) <= 1)
    }

    @Test("Halves that disagree within the limit are accepted, beyond it refused")
    func limit() {
        #expect(conversion(errorNanoseconds: 4_900) != nil)
        #expect(conversion(errorNanoseconds: 5_200) == nil)
        #expect(conversion(errorNanoseconds: -5_200) == nil)
    }

    @Test("A counter or a system clock that stood still is refused")
    func still() {
        let pair = ClockPair(ticks: 10, systemNanoseconds: 10)
        let later = ClockPair(ticks: 20, systemNanoseconds: 20)
        #expect(CounterCalibration.conversion(start: pair, middle: pair, end: later) == nil)
        #expect(CounterCalibration.conversion(start: later, middle: pair, end: later) == nil)
    }

    #if arch(x86_64)
        @Test("Both processor flags are needed, as whole words")
        func flags() {
            #expect(
                CounterCalibration.isInvariant(cpuinfo: "model: x\nflags\t\t: fpu constant_tsc rep nonstop_tsc aes\n"))
            #expect(!CounterCalibration.isInvariant(cpuinfo: "flags : fpu constant_tsc\n"))
            #expect(!CounterCalibration.isInvariant(cpuinfo: "flags : fpu constant_tsc nonstop_tsc_s3\n"))
            #expect(!CounterCalibration.isInvariant(cpuinfo: "bugs : constant_tsc nonstop_tsc\n"))
            #expect(!CounterCalibration.isInvariant(cpuinfo: ""))
        }
    #endif
}
