/// What a comparison came to.
struct ComparisonRow {
    /// What was done.
    let what: String
    /// How many did it, and on how much.
    let shape: String
    /// Nanoseconds per operation of each round, in order.
    let times: [Column: [Double]]

    /// The median of a contender.
    func median(_ column: Column) -> Double? { times[column].map { Spread($0).median } }

    /// The peer whose median is the smallest; `nil` without peers.
    var bestPeer: Column? {
        Column.allCases.filter { $0.isPeer && times[$0] != nil }.min { (median($0) ?? 0) < (median($1) ?? 0) }
    }

    /// Our time as a multiple of another's, of each round: neighbours in time, which noise meets alike. `nil` unless both were
    /// measured.
    func ratio(to column: Column) -> Spread? {
        guard let own = times[.ours], let other = times[column] else { return nil }
        return Spread(zip(own, other).map { $0 / $1 })
    }
}
