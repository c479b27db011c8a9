internal import Histogram
internal import Measurement

/// The comparison of the two controllers at one number of threads.
struct Duel {
    private var own: [RoundResult] = []
    private var peer: [RoundResult] = []
    private let runner: RoundRunner

    /// A comparison that `runner` measures.
    init(_ runner: RoundRunner) { self.runner = runner }

    /// Runs `rounds` rounds of each arm in turn, after one of each that is not counted: it warms the allocators' pools.
    mutating func run(rounds: Int) throws {
        for round in 0...rounds {
            let seed = 0x5EED &+ UInt64(round)
            let first = try runner.run(OwnArm.self, seed: seed)
            let second = try runner.run(PeerArm.self, seed: seed)
            if round == 0 { continue }
            own.append(first)
            peer.append(second)
        }
    }

    /// Prints both arms' lines.
    func printTable() {
        printLine(OwnArm.label, own)
        printLine(PeerArm.label, peer)
    }

    /// Prints the ratio of each round, and what they say together.
    func printRatios() {
        let ratios = zip(own, peer).map { own, peer in Double(peer.nanoseconds) / Double(own.nanoseconds) }
        let spread = Spread(ratios)
        let interval = spread.medianInterval
        let each = ratios.map { $0.text(2) }.joined(separator: " ")
        let few = interval.confidence < 0.95 ? "; min..max, too few rounds for 95 %" : ""
        print(
            "ours / peer, \(runner.threads) thread(s): median \(spread.median.text(2)) "
                + "[\(interval.low.text(2)) .. \(interval.high.text(2))] "
                + "(\((100 * interval.confidence).text(1)) % interval of the median\(few)); rounds: \(each)")
    }

    /// The heading of ``printTable()``.
    static func printHeading() {
        print(
            "arm".left(16) + "threads".right(8) + "Mcycles/s".right(11) + "[min .. max]".right(18)
                + "ns/cycle".right(10) + "token p50 p99 us".right(20) + "registration p50 p99 us".right(25))
    }

    private func printLine(_ label: String, _ results: [RoundResult]) {
        let count = Double(runner.plan.order.count)
        let rates = Spread(results.map { count * 1e3 / Double($0.nanoseconds) })
        var latencies = RecordedInterval(views: .same)
        for result in results { latencies.add(result.latencies) }
        let range = "[\(rates.min.text(2)) .. \(rates.max.text(2))]"
        print(
            label.left(16) + String(runner.threads).right(8) + rates.median.text(2).right(11) + range.right(18)
                + (1e3 / rates.median).text(0).right(10) + Self.percentiles(latencies.corrected(.token)).right(20)
                + Self.percentiles(latencies.corrected(.registrationToken)).right(25))
    }

    private static func percentiles(_ histogram: Histogram<UInt64>) -> String {
        [50.0, 99.0].map { (Double(histogram.valueAtPercentile($0)) / 1e3).text(1).right(7) }.joined()
    }
}
