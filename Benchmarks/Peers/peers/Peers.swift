internal import ArgumentParser
internal import Foundation
internal import Measurement

/// Compares our structures with the best ready-made parts, on this machine, in one process.
@main
struct Peers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Compares our structures with the best ready-made parts, on this machine, in one process.",
        discussion: """
            Three parts, all of them unless some are named:

              --controllers  one full cycle per device: token, registration, queue, service, table entry; ours, a controller \
            assembled from moodycamel's queue and TBB's maps, and the least that the machine allows
              --queues       one element in and out: MPMCRing, moodycamel, TBB, Boost, Concurrency Kit
              --maps         token store and registration table by themselves: TBB, liburcu, Concurrency Kit

            Figures are nanoseconds per operation, the median of the rounds, all threads together. Ratios are of our time to \
            the other's, taken in each round: below 1 ours is faster.

            Exit codes: 0 measured; 1 a round came out wrong; 64 usage.
            """)

    @Flag(help: "Compare whole controllers.")
    var controllers = false

    @Flag(help: "Compare single queues.")
    var queues = false

    @Flag(help: "Compare token stores and registration tables.")
    var maps = false

    @Flag(help: "Print a GitHub table.")
    var markdown = false

    @Option(help: ArgumentHelp("Devices of controllers and maps.", valueName: "N"))
    var devices = 1_000_000

    @Option(help: ArgumentHelp("Rounds of each contender; from six on, intervals hold with 95 %.", valueName: "R"))
    var rounds = 6

    @Option(help: ArgumentHelp("Thread counts of controllers and maps, separated by commas.", valueName: "LIST"))
    var threads = ThreadCounts(values: [1, 2])

    @Option(help: ArgumentHelp("Elements that pass each queue in a round, fewer with many threads.", valueName: "N"))
    var pairs = 500_000

    /// Refuses sizes that make no sense here.
    func validate() throws {
        guard (64...100_000_000).contains(devices) else { throw ValidationError("--devices: 64 to 100000000") }
        guard (1...1_000).contains(rounds) else { throw ValidationError("--rounds: 1 to 1000") }
        guard (1_000...1_000_000_000).contains(pairs) else { throw ValidationError("--pairs: 1000 to 1000000000") }
    }

    /// Measures what the command line asks for.
    func run() throws {
        let clock = MonotonicClock.calibrated()
        let parts = Part.allCases.filter { isAsked($0) }
        printFacts(clock)
        let table = ComparisonTable(
            columns: Column.allCases.filter { column in parts.contains { $0.columns.contains(column) } },
            isMarkdown: markdown)
        table.printHeading()
        for part in parts {
            for prepare in comparisons(of: part, clock: clock) {
                table.printRow(try prepare().run(rounds: rounds))
                fflush(nil)  // all streams; a row takes seconds, and is to be seen when it comes
            }
        }
    }

    private func isAsked(_ part: Part) -> Bool {
        guard controllers || queues || maps else { return true }
        return switch part {
        case .controllers: controllers
        case .queues: queues
        case .maps: maps
        }
    }

    /// The comparisons of a part, each made when its turn has come: some hold much memory.
    private func comparisons(of part: Part, clock: MonotonicClock) -> [() throws -> Comparison] {
        switch part {
        case .controllers:
            ControllerComparisons(devices: devices, threads: threads.values, clock: clock).all
        case .queues: QueueComparisons(pairs: pairs, clock: clock).all
        case .maps: MapComparisons(devices: devices, threads: threads.values, clock: clock).all
        }
    }

    private func printFacts(_ clock: MonotonicClock) {
        let machine = MachineFacts.current(clockSource: clock.source)
        print("\(machine.cpu), \(machine.cores) cores, \(machine.kernel), clock \(machine.clockSource)")
        let confidence = Spread((0..<rounds).map(Double.init)).medianInterval.confidence
        print(
            "\(Date.now.ISO8601Format()), \(rounds) rounds each, in turn; intervals hold the median of the ratios with "
                + "\((100 * confidence).text(1)) %\n")
    }
}
