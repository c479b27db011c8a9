import Documents
import SeededRandom
import Testing

@testable import Workload

/// No bytes make the reader trap or run away: each is read or refused.
@Suite struct ScenarioFuzzTests {
    @Test(.timeLimit(.minutes(10)), arguments: [1, 2, 3, 4] as [UInt64])
    func mutatedScenariosAreReadOrRefused(seed: UInt64) {
        var random = Xoshiro256(seed: seed)
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        let original = Array(ScenarioTests.full.utf8)
        // Bytes with a meaning come more often than others.
        let meaning = Array("&*!|>[]{}:-?,#'\"%@`\n\t \\0_e.~<=\u{85}\u{2028}".utf8)
        var refused = 0
        for round in 0..<1500 {
            var bytes = original
            for _ in 0...below(8) where !bytes.isEmpty {
                let place = below(bytes.count)
                switch below(5) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes[place] = meaning[below(meaning.count)]
                case 2: bytes.insert(meaning[below(meaning.count)], at: place)
                case 3: bytes.remove(at: place)
                default: bytes.replaceSubrange(place..<place, with: original[below(original.count)...].prefix(20))
                }
            }
            do {
                let scenario = try Scenario(yaml: bytes, file: "fuzz")
                // What is read may still make no plan; that is an error too, not a trap.
                _ = try scenario.profile?.profile(durationSeconds: scenario.durationSeconds ?? 1)
            } catch {
                refused += 1
                #expect(!"\(error)".isEmpty, "seed \(seed), round \(round)")
            }
        }
        // Both outcomes occur, or the mutations are too weak or too strong to tell anything.
        #expect(refused > 100)
        #expect(refused < 1500)
    }

    @Test(
        .timeLimit(.minutes(10)), arguments: ["[", "{", "- ", "? ", "[{", "{a: ", "!!a ", "&a ", "a: ", "*a ", "a:\n"])
    func endlessRepetitionIsRefused(unit: String) {
        let text = "parameters: \n  x: " + String(repeating: unit, count: 100_000 / unit.utf8.count)
        #expect(throws: DocumentError.self) { try ScenarioTests.read(text) }
        #expect(throws: DocumentError.self) { try ScenarioTests.read(String(text.dropFirst(18))) }
    }

    @Test(.timeLimit(.minutes(10)))
    func nestingByIndentationIsRefused() {
        for unit in ["-", "a:"] {
            let text = (0..<1200).map { String(repeating: " ", count: $0) + unit }.joined(separator: "\n")
            #expect(throws: DocumentError.self) { try ScenarioTests.read(text) }
        }
    }

    /// Thirty levels of ten aliases each: 10^30 values, were they followed. As values and as keys, on lines of their own
    /// and after line breaks beyond ASCII.
    @Test(.timeLimit(.minutes(10)), arguments: ["*a%,", "? *a%,", "\u{2028}*a%,", "\n *a%,", "\u{85}\t*a%,"])
    func aliasesWithinAliasesAreRefused(unit: String) {
        var text = "parameters:\n  a0: &a0 x\n"
        for level in 1...30 {
            let alias = unit.split(separator: "%").joined(separator: String(level - 1))
            text += "  a\(level): &a\(level) [\(String(repeating: alias + " ", count: 10))]\n"
        }
        #expect(throws: DocumentError.self) { try ScenarioTests.read(text) }
        // The most aliases that reach the parser, as keys whose comparison would follow them.
        var keys = "a0: &a0 x\n"
        for level in 1...16 { keys += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: 1\n" }
        #expect(throws: DocumentError.self) { try ScenarioTests.read(keys) }
    }
}
