import Testing

@testable import Registration

@Suite struct NanosecondsTests {
    private static let longest = Nanoseconds.max
    private static let shortest = Nanoseconds(.min)

    @Test("Sums and differences saturate on both sides")
    func sums() {
        #expect(Self.longest + Nanoseconds(1) == Self.longest)
        #expect(Self.shortest + Nanoseconds(-1) == Self.shortest)
        #expect(Self.longest - Nanoseconds(-1) == Self.longest)
        #expect(Self.shortest - Nanoseconds(1) == Self.shortest)
        #expect(Nanoseconds.zero - Self.shortest == Self.longest)
        #expect(Self.longest + Self.shortest == Nanoseconds(-1))
        #expect(Nanoseconds(5) - Nanoseconds(7) == Nanoseconds(-2))
    }

    @Test("Products saturate by sign")
    func products() {
        #expect(Self.longest * 2 == Self.longest)
        #expect(Self.longest * -2 == Self.shortest)
        #expect(Self.shortest * 2 == Self.shortest)
        #expect(Self.shortest * -1 == Self.longest)
        #expect(Self.longest * 0 == .zero)
        #expect(Nanoseconds.seconds(.max) == Self.longest && Nanoseconds.milliseconds(.min) == Self.shortest)
        #expect(Nanoseconds.seconds(2) == .milliseconds(2_000) && Nanoseconds.milliseconds(3) == .microseconds(3_000))
    }

    @Test("Seconds are rounded to the nearest nanosecond; nonsense saturates")
    func fromSeconds() {
        #expect(Nanoseconds(seconds: 1.5) == .milliseconds(1_500))
        #expect(Nanoseconds(seconds: 0.4e-9) == .zero && Nanoseconds(seconds: 0.6e-9) == Nanoseconds(1))
        #expect(Nanoseconds(seconds: -2) == .seconds(-2))
        #expect(Nanoseconds(seconds: .infinity) == Self.longest && Nanoseconds(seconds: 1e300) == Self.longest)
        #expect(Nanoseconds(seconds: -.infinity) == Self.shortest && Nanoseconds(seconds: -1e300) == Self.shortest)
        #expect(Nanoseconds(seconds: .nan) == .zero)
        #expect(Nanoseconds.seconds(3).seconds == 3)
        #expect(Nanoseconds.seconds(3).duration == .seconds(3))
    }

    @Test("Rounding up reaches the next multiple, and saturates")
    func rounding() {
        let cases: [(Int64, Int64, Int64)] = [
            (0, 10, 0), (1, 10, 10), (10, 10, 10), (11, 10, 20), (-1, 10, 0), (-10, 10, -10), (-11, 10, -10), (7, 1, 7),
            (7, 0, 7), (7, -3, 7), (.max, 10, .max), (.min, 10, .min + 8),
        ]
        for (count, step, expected) in cases {
            #expect(
                Nanoseconds(count).roundedUp(toMultipleOf: Nanoseconds(step)).count == expected, "\(count) to \(step)")
        }
    }

    @Test("Instants saturate like spans")
    func instants() {
        #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
        #expect(Instant.epoch + .seconds(1) - .seconds(1) == .epoch)
        #expect(Instant.epoch - (Instant.epoch + .seconds(2)) == .seconds(-2))
        #expect(Instant(nanoseconds: .min) - Instant.distantFuture == Self.shortest)
        #expect(Instant(nanoseconds: .min) - .seconds(1) == Instant(nanoseconds: .min))
        #expect(Instant.epoch < .distantFuture)
    }
}
