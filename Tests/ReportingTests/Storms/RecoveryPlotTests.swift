import Measurement
import Testing

@testable import Reporting

@Suite struct RecoveryPlotTests {
    private func storm(_ curve: [(Double, UInt64)], bound: Double? = 50, devices: Int = 100_000) -> StormResult {
        var storm = StormResult(
            law: "x", devices: devices, rehomingDevices: devices, serviceRatePerSecond: 2_000, recovery: .recovered)
        storm.boundSeconds = bound
        storm.curve = curve.map { .init(seconds: $0.0, registered: $0.1) }
        return storm
    }

    @Test("A fleet that comes home late looks like this")
    func late() throws {
        var curve: [(Double, UInt64)] = []
        for second in 0...100 { curve.append((Double(second), UInt64(min(max(second - 20, 0) * 2_000, 100_000)))) }
        let plot = try #require(RecoveryPlot(storm(curve)))
        #expect(
            plot.lines.joined(separator: "\n") == """
                devices home: * as it was, . at best
                100,000 |                              .............********************
                        |                            ..          ***
                        |                         ...          **
                 75,000 |                      ...          ***
                        |                    ..           **
                        |                 ...          ***
                 50,000 |               ..          ***
                        |            ...          **
                        |          ..          ***
                 25,000 |       ...          **
                        |    ...          ***
                        |  ..           **
                      0 |***************
                        +---------------------------------------------------------------
                         0 s                         50.0 s                        100 s
                         since the primary's return
                """)
    }

    @Test("A fleet that jumps home, and falls back, is drawn without gaps")
    func jumps() throws {
        let plot = try #require(
            RecoveryPlot(storm([(0, 0), (10, 60), (20, 20), (40, 100)], bound: nil, devices: 100)))
        #expect(
            plot.lines.joined(separator: "\n") == """
                devices home: * as it was, . at best
                100 |                                                                  *
                    |                                                                  *
                    |                                                                  *
                 75 |                                                                  *
                    |                                                                  *
                    |                 *****************                                *
                 50 |                 *               *                                *
                    |                 *               *                                *
                    |                 *               *                                *
                 25 |                 *               *                                *
                    |                 *               *********************************
                    |                 *
                  0 |*****************
                    +-------------------------------------------------------------------
                     0 s                           20.0 s                         40.0 s
                     since the primary's return
                """)
    }

    @Test("No line is wider than 72 columns, whatever the fleet", arguments: [1, 999, 4_000_000, Int.max])
    func width(devices: Int) throws {
        let plot = try #require(RecoveryPlot(storm([(0, 0), (1e9, .max)], devices: devices)))
        #expect(plot.lines.allSatisfy { $0.count <= 72 })
        #expect(plot.lines.allSatisfy { $0.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) } })
        #expect(plot.lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test("Without a device, a point or any time there is no plot")
    func nothing() {
        #expect(RecoveryPlot(storm([], bound: 50)) == nil)
        #expect(RecoveryPlot(storm([(0, 0)], bound: nil)) == nil)
        #expect(RecoveryPlot(storm([(0, 0)], bound: 0)) == nil)
        #expect(RecoveryPlot(storm([(1, 0)], devices: 0)) == nil)
        #expect(RecoveryPlot(storm([(.infinity, 0)])) == nil)
    }
}
