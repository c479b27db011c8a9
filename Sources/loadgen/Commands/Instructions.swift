import ArgumentParser
import Foundation
import Gate
import HotPaths
import Measurement
import Reporting

/// `loadgen instructions`.
struct Instructions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts the instructions of each hot path and holds them against their limits.",
        discussion: """
            Counts under valgrind's callgrind: no noise, so that a few instructions more are seen where times would not tell. The \
            limits are a file in git; a path that takes more than 2 % above its limit fails. A change that has good cause renews \
            the limits, with its reason.

              loadgen instructions
              loadgen instructions --renew --reason 'tokens carry 192 bits'

            Exit codes: 0 within the limits; 1 valgrind is missing or failed; 3 a limit is exceeded; 5 there are no limits; 64 usage.
            """)

    @Option(help: ArgumentHelp("The file of limits.", valueName: "path"))
    var limits = "Benchmarks/Thresholds/instructions.json"

    @Flag(help: "Write what is counted as the new limits.")
    var renew = false

    @Option(help: ArgumentHelp("Why the limits are renewed; they keep it.", valueName: "text"))
    var reason: String?

    func run() throws {
        do {
            guard renew == (reason != nil), reason?.isEmpty != true else {
                throw Failure(exit: .usage, message: "--renew needs a --reason, and a --reason goes with --renew")
            }
            let child = ChildProcess()
            let interrupt = Interrupt { child.interrupt() }
            defer { interrupt.end() }
            try renew ? renewLimits(child) : check(child)
        } catch let error as GateError {
            throw Failure(exit: error.exitCode, message: error.description).end()
        } catch let failure as Failure {
            throw failure.end()
        }
    }

    private func renewLimits(_ child: ChildProcess) throws {
        let counts = try count(child)
        let machine = MachineFacts.current(clockSource: .system).cpu
        try InstructionLimits(reason: reason ?? "", machine: machine, counts: counts).write(to: limits)
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(name)  \(HumanFigures.number(count))") }
        print("\(counts.count) limits written to \(limits)")
    }

    private func check(_ child: ChildProcess) throws {
        let known = try InstructionLimits(path: limits)
        let counts = try count(child)
        var isExceeded = false
        print("| hot path | instructions | limit | change | verdict |\n|---|--:|--:|--:|---|")
        for path in GateSeries.times {
            guard let count = counts[path] else { continue }
            let verdict = known.verdict(on: count, of: path)
            isExceeded = isExceeded || verdict == .exceeded || verdict == .unknown
            let limit = known.limits[path].map { HumanFigures.number($0) } ?? "-"
            let change = known.limits[path].map { HumanFigures.signedPercent(count / $0 - 1) } ?? ""
            print("| `\(path)` | \(HumanFigures.number(count)) | \(limit) | \(change) | \(Self.word(verdict)) |")
        }
        guard isExceeded else { return }
        throw Failure(
            exit: .regression,
            message: "limits in \(limits) are exceeded; if that is meant: loadgen instructions --renew --reason '...'")
    }

    private func count(_ child: ChildProcess) throws(GateError) -> [String: Double] {
        let line = StatusLine(isShown: Terminal.isErrorTerminal)
        defer { line.end() }
        let counter = try InstructionCounter(toolAt: ToolFacts.path, child: child)
        var counts: [String: Double] = [:]
        for path in GateSeries.times {
            line.show("counting \(path) …")
            counts[path] = try counter.instructionsPerOperation(of: path)
        }
        return counts
    }

    private static func word(_ verdict: InstructionLimits.Verdict) -> String {
        switch verdict {
        case .kept: "kept"
        case .exceeded: "**exceeded**"
        case .undercut: "undercut: renew to keep the gain"
        case .unknown: "**no limit**: renew"
        }
    }
}
