import ArgumentParser
import Foundation
import HotPaths
import Measurement
import Reporting

/// `loadgen hotpaths`.
struct HotPathTimes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotpaths",
        abstract: "Times each hot path of the core by itself.",
        discussion: """
            Every request takes these paths: queue, token store, registration table, law, and all of them together. Each is timed \
            as a fixed, seeded piece of work, over and over; the middle of the runs and their spread are shown, in \
            nanoseconds an operation. Few devices fit the processor's caches, many do not.

              loadgen hotpaths
              loadgen hotpaths token.grant cycle --devices 1000000 --threads 2
            """)

    @Argument(help: "The paths to time; all when none is named.")
    var paths: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Devices in the structures.", valueName: "N"))
    var devices = 4_096

    @Option(parsing: .unconditional, help: ArgumentHelp("Threads that work at once.", valueName: "W"))
    var threads = 1

    @Option(parsing: .unconditional, help: ArgumentHelp("Runs of each path.", valueName: "R"))
    var repetitions = 25

    @Flag(help: ArgumentHelp("Run each path once, without a clock: for callgrind.", visibility: .private))
    var once = false

    func run() throws {
        do {
            try check()
            let chosen = try paths.isEmpty ? HotPath.allCases : paths.map(Self.path)
            let setting = HotPathSetting(devices: devices, threads: threads)
            if once {
                for path in chosen { print("\(path.rawValue) \(try HotPathRunner(path, setting).runOnce())") }
            } else {
                try time(chosen, setting)
            }
        } catch let failure as Failure {
            throw failure.end()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }

    private func check() throws {
        guard (1...100_000_000).contains(devices) else {
            throw Failure(exit: .usage, message: "--devices \(devices): 1 to 100000000")
        }
        guard (1...64).contains(threads), threads <= devices else {
            throw Failure(exit: .usage, message: "--threads \(threads): 1 to 64, and no more than devices")
        }
        guard (1...100_000).contains(repetitions) else {
            throw Failure(exit: .usage, message: "--repetitions \(repetitions): 1 to 100000")
        }
        guard !once || threads == 1 else {
            throw Failure(exit: .usage, message: "--once goes with one thread")
        }
    }

    private func time(_ paths: [HotPath], _ setting: HotPathSetting) throws {
        let clock = MonotonicClock.calibrated()
        let width = paths.map(\.rawValue.count).max() ?? 0
        let devices = HumanFigures.count(UInt64(setting.devices))
        print("\(devices) devices, \(setting.threads) thread\(setting.threads == 1 ? "" : "s"), \(repetitions) runs")
        for path in paths {
            let times = try HotPathRunner(path, setting).nanosecondsPerOperation(
                repetitions: repetitions, clock: clock
            ).sorted()
            let figures = [times[times.count / 2], times[0], times[times.count - 1]].map { Self.column($0) }
            let name = path.rawValue.padding(toLength: width, withPad: " ", startingAt: 0)
            print("\(name)  \(figures[0])   [\(figures[1]) .. \(figures[2])]")
        }
    }

    private static func column(_ nanoseconds: Double) -> String {
        let text = "\(HumanFigures.number(nanoseconds)) ns"
        return String(repeating: " ", count: max(0, 9 - text.count)) + text
    }

    /// The path that a name stands for.
    static func path(_ name: String) throws -> HotPath {
        guard let path = HotPath(rawValue: name) else {
            let allowed = HotPath.allCases.map(\.rawValue)
            throw Failure(exit: .usage, message: Failure.unknown(name, "hot path", among: allowed))
        }
        return path
    }
}
