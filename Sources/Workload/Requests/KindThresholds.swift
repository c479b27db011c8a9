/// A ``Mix`` made ready for the hot path: integer thresholds to compare a 64-bit hash with.
///
/// A hash below the first threshold is of the first kind, and so on. Converting fractions to integers rounds down once per
/// threshold, so each share is exact to 2^-53.
struct KindThresholds: Sendable {
    /// Entry `k` is the sum of the fractions of kinds 0 to `k`, times 2^64; entries from ``last`` on are not read.
    private var upper: InlineArray<7, UInt64>
    /// The last kind with a fraction; it takes all hashes that no earlier kind takes, whatever the rounding of the sum.
    private let last: Int

    /// The thresholds of `mix`.
    init(_ mix: Mix) {
        upper = InlineArray(repeating: 0)
        last = mix.fractions.lastIndex { $0 > 0 } ?? 0
        var sum = 0.0
        for kind in 0..<last {
            sum += mix.fractions[kind]
            // Only rounding of the sum can bring it to 1 before the last kind.
            upper[kind] = sum < 1 ? UInt64(sum * 0x1p64) : .max
        }
    }

    /// The kind that this hash stands for; the hash is not computed where there is only one kind to choose.
    @inline(__always)
    func kind(of hash: @autoclosure () -> UInt64) -> RequestKind {
        guard last > 0 else { return .tokenCycle }
        let hash = hash()
        for kind in 0..<last where hash < upper[kind] { return Self.kind(at: kind) }
        return Self.kind(at: last)
    }

    private static func kind(at index: Int) -> RequestKind {
        RequestKind(rawValue: UInt8(truncatingIfNeeded: index)) ?? .tokenCycle
    }
}
