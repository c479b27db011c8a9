import Documents
import SeededRandom
import Testing

@testable import Workload

@Suite struct StormFileTests {
    /// A file with every key.
    static let full = """
        summary: everything
        seed: 18446744073709551615
        devices: 100_000
        gateways: 0.05
        powerOn: 30
        controllers: 3
        rate: 1e3
        limit: 3600
        law: calendar
        start: inService
        assignment: balanced
        outage: { at: 10, for: 300.5, keepsMemory: true }
        network:
          latency: 0.005
          jitter: 0.001
          loss: 0.01
          duplication: 0.02
        device: { keepAlive: 30, missesMax: 3, watch: 20, responseTimeout: 4 }
        misbehaviour: { ignoresRetryTimes: 0.1, reusesExpiredToken: 0.2, duplicatesRequests: 0.3, neverReturns: 0.4 }
        faults:
          - { kind: crash, at: 400, for: 30, controller: 1, keepsMemory: true }
          - kind: slowDown
            factor: 0.5
            at: 60
          - { kind: clockStep, by: -30, at: 5 }
        objectives: ["T99<120s", overBound<1.05]
        parameters: { targetWaitSeconds: 2, invalidTokens: demoted }
        """

    private static func read(_ text: String) throws(DocumentError) -> StormFile {
        try StormFile(yaml: Array(text.utf8), file: "s.yaml")
    }

    @Test("Every key is read")
    func everyKey() throws {
        let storm = try Self.read(Self.full)
        #expect(storm.summary == "everything" && storm.seed == .max)
        #expect(Set(storm.numbers.keys) == Set(StormFile.numberKeys))
        #expect(storm.numbers["devices"] == 100_000 && storm.numbers["outage.for"] == 300.5)
        #expect(storm.numbers["network.latency"] == 0.005 && storm.numbers["misbehaviour.neverReturns"] == 0.4)
        #expect(storm.flags == ["outage.keepsMemory": true])
        #expect(storm.words == ["law": "calendar", "start": "inService", "assignment": "balanced"])
        #expect(storm.objectives == ["T99<120s", "overBound<1.05"])
        #expect(storm.parameters.map(\.name) == ["targetWaitSeconds", "invalidTokens"])
        var crash = FaultDescription(kind: .crash, start: 400)
        (crash.length, crash.controller, crash.keepsMemory) = (30, 1, true)
        var slow = FaultDescription(kind: .slowDown, start: 60)
        slow.value = 0.5
        var step = FaultDescription(kind: .clockStep, start: 5)
        step.value = -30
        #expect(storm.faults == [crash, slow, step])
        #expect(storm.line(of: "outage.for") == 12 && storm.line(of: "network.loss") == 16)
        #expect(storm.line(of: "faults.1") == 22 && storm.line(of: "objectives.1") == 26)
    }

    @Test("An empty file is a storm that leaves everything open")
    func empty() throws {
        #expect(try Self.read("") == StormFile(file: "s.yaml"))
        #expect(try Self.read("# nothing\n") == StormFile(file: "s.yaml"))
    }

    @Test(
        "What is wrong is said at its line, with what is allowed",
        arguments: [
            ("devices: 1\nrat: 5", "s.yaml:2: unknown key \"rat\"", "did you mean \"rate\"?"),
            ("devices: many", "s.yaml:1: wrong type: devices is \"many\"", "allowed: a number"),
            ("outage: { at: 1, fr: 2 }", "s.yaml:1: unknown key \"fr\" in outage", "at, for, keepsMemory"),
            ("outage: 5", "s.yaml:1: wrong type: outage is \"5\"", "keys with values"),
            ("outage: { keepsMemory: maybe }", "s.yaml:1: wrong type", "true or false"),
            ("seed: -1", "s.yaml:1: wrong type: seed", "a whole number from 0"),
            ("faults: 5", "s.yaml:1: wrong type: faults", "a list of faults"),
            ("faults:\n  - { at: 5 }", "s.yaml:2: a fault needs a kind", "crash, slowDown"),
            ("faults:\n  - { kind: crsh, at: 5 }", "s.yaml:2: no such fault: \"crsh\"", "did you mean \"crash\"?"),
            ("faults:\n  - { kind: crash }", "s.yaml:2: crash needs \"at\"", "kind, at, for"),
            ("faults:\n  - { kind: slowDown, at: 1 }", "s.yaml:2: slowDown needs \"factor\"", "factor"),
            ("faults:\n  - { kind: wanFlap, at: 1, factor: 2 }", "s.yaml:2: unknown key \"factor\"", "controller"),
            ("faults:\n  - { kind: crash, at: 1, controller: x }", "s.yaml:2: wrong type", "a whole number"),
            ("objectives: T99<1s", "s.yaml:1: wrong type: objectives", "a list of texts"),
            ("- a", "s.yaml:1: a storm must be keys with values", "summary, seed, devices"),
            ("law: [a]", "s.yaml:1: wrong type: law is a list", "a text or number"),
        ])
    func wrong(text: String, message: String, allowed: String) {
        let error = #expect(throws: DocumentError.self) { try Self.read(text) }
        let description = error?.description ?? ""
        #expect(description.hasPrefix(message) && description.contains(allowed), "\(description)")
    }

    @Test("A file that is not there is an error", arguments: ["/nonexistent.yaml", "/"])
    func unreadable(path: String) {
        #expect(throws: DocumentError.self) { try StormFile(path: path) }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [1, 2] as [UInt64])
    func mutatedFilesAreReadOrRefused(seed: UInt64) {
        var random = Xoshiro256(seed: seed)
        let original = Array(Self.full.utf8)
        let meaning = Array("&*!|>[]{}:-?,#'\"\n\t 0_e.~".utf8)
        var refused = 0
        for _ in 0..<1_000 {
            var bytes = original
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                let byte = meaning[Int(random.next() % UInt64(meaning.count))]
                if random.next() % 2 == 0 { bytes[place] = byte } else { bytes.insert(byte, at: place) }
            }
            if (try? StormFile(yaml: bytes, file: "fuzz")) == nil { refused += 1 }
        }
        #expect(refused > 50 && refused < 1_000, "seed \(seed): \(refused)")
    }
}
