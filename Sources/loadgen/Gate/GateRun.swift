import Foundation
import Gate
import Measurement

/// One call of `loadgen gate`: two builds, their samples, what they come to.
struct GateRun {
    private let options: GateCommand
    private let child: ChildProcess
    private let line: StatusLine

    init(_ options: GateCommand, child: ChildProcess) {
        self.options = options
        self.child = child
        line = StatusLine(isShown: !options.quiet && Terminal.isErrorTerminal)
    }

    func run() throws(GateError) -> GateOutcome {
        defer { line.end() }
        let repository = try Repository(containing: FileManager.default.currentDirectoryPath, child: child)
        let (base, head) = try builds(in: repository)
        let cache = try BuildCache(repository, child: child)
        let samplers = [GateBuild.Role.base: try sampler(of: base, cache), .head: try sampler(of: head, cache)]
        for build in [base, head] { _ = try firstSample(of: build, samplers) }
        var effort = GateSession.Effort()
        effort.rounds = options.rounds
        effort.passesMax = options.passes
        var session = GateSession(effort: effort, seed: options.seed)
        let started = Date()
        let (judgements, passCount) = try session.run { arm, wanted throws(GateError) in
            try sample(samplers[arm.role] ?? "", wanted)
        } progress: {
            show($0)
        }
        return GateOutcome(
            base: base, head: head, judgements: judgements, roundCount: effort.rounds, passCount: passCount,
            samplesPerPass: effort.samplesPerPass, machine: .current(clockSource: .system),
            seconds: Date().timeIntervalSince(started))
    }

    private func builds(in repository: Repository) throws(GateError) -> (base: GateBuild, head: GateBuild) {
        let base = try repository.commit(options.base, role: .base)
        if options.head == nil {
            let files = try repository.uncommittedFiles()
            guard files.isEmpty else { throw .uncommittedChanges(files) }
        }
        let headName = options.head ?? "HEAD"
        let head = try repository.commit(headName, role: .head)
        return (
            GateBuild(role: .base, name: options.base, commit: base),
            GateBuild(role: .head, name: headName, commit: head)
        )
    }

    private func sampler(of build: GateBuild, _ cache: borrowing BuildCache) throws(GateError) -> String {
        try cache.sampler(of: build) { line.show("building \(build.role.rawValue) \(build.label) …") }
    }

    /// A sample that is not counted: it tells whether the build can be sampled at all, and warms the machine's caches.
    private func firstSample(of build: GateBuild, _ samplers: [GateBuild.Role: String]) throws(GateError) -> GateSample
    {
        let output = try child.run([samplers[build.role] ?? ""], in: "/", secondsMax: Self.secondsMax)
        guard output.status == 0, let sample = try? GateSample(parsing: output.text) else {
            throw .cannotSample(build.label, role: build.role, output: output.errors + output.text)
        }
        return sample
    }

    private func sample(_ sampler: String, _ wanted: [String]) throws(GateError) -> GateSample {
        let output = try child.run([sampler] + wanted, in: "/", secondsMax: Self.secondsMax)
        guard output.status == 0 else { throw .unreadableSample(output.errors + output.text) }
        return try GateSample(parsing: output.text)
    }

    /// A sample takes a second or two; on a machine that is stopped for a while, more.
    private static var secondsMax: Int { 120 }

    private func show(_ progress: GateSession.Progress) {
        let open = progress.pass == 1 ? "" : " (ambiguous: \(progress.wanted.joined(separator: ", ")))"
        line.show("pass \(progress.pass): sample \(progress.sampleCount + 1) of \(progress.sampleTotal)\(open)")
    }
}
