/// Which share of the arrivals is of which ``RequestKind``.
///
///     let mix = try Mix([.tokenCycle: 0.95, .forgedToken: 0.05])
///
/// Fractions lie in 0 ... 1 and sum to 1 within ``tolerance``; kinds not named have none.
public struct Mix: Hashable, Sendable {
    /// The fraction of each kind, at the place of its raw value.
    let fractions: [Double]

    /// How far the sum of the fractions may be from 1.
    public static var tolerance: Double { 1e-9 }

    /// Every arrival asks for a token and registers with it.
    public static let tokenCyclesOnly = Mix(fractions: RequestKind.allCases.map { $0 == .tokenCycle ? 1 : 0 })

    /// Every arrival registers without a token: what any registrar understands.
    public static let initialOnly = Mix(fractions: RequestKind.allCases.map { $0 == .initial ? 1 : 0 })

    /// A mix of these fractions.
    ///
    /// - Throws: ``PlanError/fractionOutOfRange(_:_:)`` for the first kind, in order of raw values, whose fraction is outside
    ///   0 ... 1 or no number; ``PlanError/fractionSum(_:)`` when the sum is not 1.
    public init(_ fractions: [RequestKind: Double]) throws(PlanError) {
        // By kind, not by the dictionary's order: sums of floating-point numbers depend on it.
        let ordered = RequestKind.allCases.map { fractions[$0] ?? 0 }
        var sum = 0.0
        for kind in RequestKind.allCases {
            let fraction = fractions[kind] ?? 0
            guard fraction >= 0, fraction <= 1 else { throw .fractionOutOfRange(kind, fraction) }
            sum += fraction
        }
        guard (sum - 1).magnitude <= Self.tolerance else { throw .fractionSum(sum) }
        self.init(fractions: ordered)
    }

    private init(fractions: [Double]) { self.fractions = fractions }

    /// The fraction of arrivals that are of `kind`.
    public subscript(kind: RequestKind) -> Double { fractions[Int(kind.rawValue)] }

    /// Whether any arrival asks for a token.
    public var asksForTokens: Bool { self[.tokenCycle] + self[.expiredToken] + self[.reusedToken] > 0 }
}
