import History
import Measurement
import Testing

@Suite("Figures of a result")
struct ResultFigureTests {
    @Test("A run has its throughput and its percentiles, with unit and direction")
    func run() throws {
        let figures = ResultFigure.all(of: result(requestsPerSecond: 5_000))
        #expect(figures.map(\.name) == ["requests", "cycles", "token p50", "token p99"])
        #expect(figures.map(\.value) == [5_000, 2_500, 120, 1_200])
        #expect(figures.map(\.unit) == ["1/s", "1/s", "ns", "ns"])
        #expect(figures.map(\.better) == [.higher, .higher, .lower, .lower])
    }

    @Test("A percentile that is only a lower bound is no figure, and what is no number is none")
    func unknown() {
        var open = result(requestsPerSecond: .infinity)
        open.latency["token"]?.figures.atLeast = ["p99"]
        #expect(ResultFigure.all(of: open).map(\.name) == ["token p50"])
    }

    @Test("The figures of a phase carry its name")
    func phases() {
        var whole = result(requestsPerSecond: 1)
        whole.phases = [
            Phase(name: "saturate", result: result(requestsPerSecond: 2)),
            Phase(name: "constant", result: result(requestsPerSecond: 3)),
        ]
        let figures = ResultFigure.all(of: whole)
        #expect(figures.first { $0.name == "saturate: requests" }?.value == 2)
        #expect(figures.first { $0.name == "constant: requests" }?.value == 3)
        #expect(!figures.contains { $0.name == "requests" })
    }

    @Test("A storm has its times, in nanoseconds, with the law's name")
    func storms() {
        var storm = result(requestsPerSecond: 1)
        storm.throughput = nil
        storm.latency = [:]
        var law = StormResult(
            law: "calendar", devices: 100, rehomingDevices: 90, serviceRatePerSecond: 10, recovery: .recovered)
        law.t100 = 9.5
        storm.storms = [law]
        let figures = ResultFigure.all(of: storm)
        #expect(figures.first { $0.name == "calendar T100" }?.value == 9.5e9)
        #expect(figures.first { $0.name == "calendar T50" } == nil)
    }

    @Test("Of a file with countless series no more figures are taken than the limit")
    func many() {
        var many = result(requestsPerSecond: 1)
        for index in 0..<2_000 { many.latency["s\(index)"] = LatencySummary(figures: LatencyFigures(count: 1, p50: 1)) }
        #expect(ResultFigure.all(of: many).count == ResultFigure.countMax)
    }
}
