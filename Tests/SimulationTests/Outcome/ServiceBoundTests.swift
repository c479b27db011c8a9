import Testing

@testable import Simulation

@Suite struct ServiceBoundTests {
    private static let second: Int64 = 1_000_000_000

    /// 100 registrations a second, with these spans down and these at another speed, in seconds.
    private static func bound(
        down: [ClosedRange<Int64>] = [], slow: [(span: ClosedRange<Int64>, factor: Double)] = []
    ) -> ServiceBound {
        func span(_ range: ClosedRange<Int64>) -> FaultCalendar.Span {
            FaultCalendar.Span(start: range.lowerBound * second, end: range.upperBound * second)
        }
        var faults = ControllerFaults()
        faults.down = down.map(span)
        faults.speeds = slow.map { (span($0.span), $0.factor) }
        return ServiceBound(faults: faults, serviceRate: 100)
    }

    @Test("A constant rate takes N / mu")
    func constant() {
        #expect(Self.bound().nanoseconds(for: 1_000, from: 5 * Self.second) == 10 * Self.second)
        #expect(Self.bound().nanoseconds(for: 0, from: 5) == 0)
        #expect(Self.bound().span(at: 0) == 10_000_000)
    }

    @Test("A slow span and a time down delay by what was not served in them")
    func changes() {
        let bound = Self.bound(down: [20...25], slow: [(10...14, 0.5)])
        #expect(bound.nanoseconds(for: 1_000, from: 8 * Self.second) == 12 * Self.second)
        #expect(bound.nanoseconds(for: 1_100, from: 8 * Self.second) == 18 * Self.second)
        #expect(bound.capacity(from: 8 * Self.second, to: 26 * Self.second) == 1_100)
        #expect(bound.span(at: 12 * Self.second) == 20_000_000 && bound.span(at: 22 * Self.second) == nil)
    }

    @Test("A controller that stands still for ever, or is gone for good, is never done")
    func never() {
        #expect(Self.bound(slow: [(10...9_000_000, 0)]).nanoseconds(for: 1_000, from: 5 * Self.second) != nil)
        var faults = ControllerFaults()
        faults.down = [FaultCalendar.Span(start: 0, end: .max)]
        #expect(ServiceBound(faults: faults, serviceRate: 100).nanoseconds(for: 1, from: 0) == nil)
        #expect(ServiceBound(faults: ControllerFaults(), serviceRate: 0).nanoseconds(for: 1, from: 0) == nil)
    }
}
