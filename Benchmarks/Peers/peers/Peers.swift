internal import Foundation
internal import Measurement

/// Compares the controller with one assembled from well-known concurrent structures, on this machine, in one process.
@main
enum Peers {
    /// Measures what the command line asks for. Exit codes: 0 measured, 1 a round came out wrong, 64 usage.
    static func main() {
        do throws(Options.UsageError) {
            guard let options = try Options.parse(Array(CommandLine.arguments.dropFirst())) else {
                print(Options.usage)
                return
            }
            run(options)
        } catch {
            complain(error.message + "\n" + Options.usage)
            exit(64)
        }
    }

    private static func run(_ options: Options) {
        let clock = MonotonicClock.calibrated()
        let machine = MachineFacts.current(clockSource: clock.source)
        print("\(machine.cpu), \(machine.cores) cores, \(machine.kernel), clock \(machine.clockSource)")
        print(Date.now.ISO8601Format())
        do {
            if options.comparesQueues {
                try QueueComparison(pairs: options.pairs, rounds: options.rounds, clock: clock).run()
            } else {
                try compareControllers(options, clock: clock)
            }
        } catch {
            complain("the comparison failed: \(error)")
            exit(1)
        }
    }

    private static func compareControllers(_ options: Options, clock: MonotonicClock) throws {
        let plan = DevicePlan(count: options.devices, seed: 42)
        print("\(options.devices) devices, one full cycle each; \(options.rounds) rounds of each arm, in turn\n")
        Duel.printHeading()
        var duels: [Duel] = []
        for threads in options.threads {
            var duel = Duel(RoundRunner(plan: plan, threads: threads, clock: clock))
            try duel.run(rounds: options.rounds)
            duel.printTable()
            duels.append(duel)
        }
        print("")
        for duel in duels { duel.printRatios() }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
