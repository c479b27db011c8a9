/// Exponentially distributed numbers of mean 1, by von Neumann's comparison method (1951).
///
/// Draw uniform numbers while they fall. The first one is kept when the falling run has odd length, which for a first number
/// x happens with probability e^-x; each run of even length adds 1 to the result and starts again. Only comparisons and
/// additions: no logarithm, whose last bit differs between mathematics libraries. On average 4.3 uniform numbers a result.
public struct ExponentialSource: Sendable, BitwiseCopyable {
    private var uniform: Xoshiro256

    /// A source of this seed.
    public init(seed: UInt64) { uniform = Xoshiro256(seed: seed) }

    /// The next number: at least 0, with 53 bits after the binary point.
    public mutating func next() -> Double {
        var whole = 0.0
        while true {
            let first = uniform.next()
            var previous = first
            var isOdd = true
            while true {
                let candidate = uniform.next()
                if candidate >= previous { break }
                previous = candidate
                isOdd.toggle()
            }
            if isOdd { return whole + Double(first >> 11) * 0x1p-53 }
            whole += 1
        }
    }
}
