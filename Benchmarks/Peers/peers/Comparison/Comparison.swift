/// The same work done by several contenders.
struct Comparison {
    /// What is done.
    let what: String
    /// How many do it, and on how much.
    let shape: String
    /// Who does it. At most one per column.
    let contenders: [Contender]

    /// Measures `rounds` rounds of each contender after one that is not counted: it warms caches and the allocators' pools.
    ///
    /// In each round all contenders come once, so that what the machine does meanwhile meets all of them; who comes first
    /// changes from round to round, so that nobody always follows the same one.
    func run(rounds: Int) throws -> ComparisonRow {
        var times = [[Double]](repeating: [], count: contenders.count)
        for round in 0...rounds {
            for turn in contenders.indices {
                let index = (turn + round) % contenders.count
                let time = try contenders[index].measure(round)
                if round > 0 { times[index].append(time) }
            }
        }
        return ComparisonRow(
            what: what, shape: shape,
            times: Dictionary(zip(contenders.map(\.column), times), uniquingKeysWith: { first, _ in first }))
    }
}
