import Foundation

/// The seed of this test run.
///
/// The environment variable `TEST_SEED` (decimal) sets it. Otherwise a run at the small volume uses one fixed seed, so that a
/// change is judged by the same cases as the change before it, and a run at the large volume draws a new one. Interpolate it
/// into each expectation's comment: a failure then tells how to repeat it.
public struct TestSeed: Sendable, CustomStringConvertible {
    /// The number that generators start from.
    public let value: UInt64

    /// The seed of this run.
    public static let current = TestSeed(environment: ProcessInfo.processInfo.environment)

    /// The seed that these environment variables ask for; a `TEST_SEED` that is no number counts as absent.
    public init(environment: [String: String]) {
        if let value = environment["TEST_SEED"].flatMap(UInt64.init) {
            self.value = value
        } else {
            value = StressVolume(environment: environment) == .night ? .random(in: 0...(.max)) : 20_250_117
        }
    }

    /// A generator for the `index`-th of several threads or cases.
    public func generator(_ index: Int = 0) -> SeededGenerator { SeededGenerator(seed: value, stream: index) }

    /// What to set to repeat this run.
    public var description: String { "TEST_SEED=\(value)" }
}
