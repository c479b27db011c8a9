import Documents
import Testing

@testable import Workload

@Suite struct ScenarioErrorTests {
    static func error(_ text: String) -> DocumentError? {
        do {
            _ = try ScenarioTests.read(text)
            return nil
        } catch { return error }
    }

    @Test func anUnknownKeyIsShownWithWhatWasMeant() throws {
        let error = try #require(Self.error("seed: 1\n\nprofile:\n  name: constant\n  rat: 5\n"))
        #expect(
            error.description
                == "s.yaml:5: unknown key \"rat\" in profile; allowed: name, rate, duration; did you mean \"rate\"?")
        #expect(error.column == 3)
        #expect(error.key == "profile.rat")
        let top = try #require(Self.error("sede: 1"))
        #expect(top.suggestion == "seed")
        #expect(top.description.hasPrefix("s.yaml:1: unknown key \"sede\"; allowed: seed, devices, target, profile"))
        #expect(try #require(Self.error("mix: {tokencycle: 1}")).suggestion == "tokenCycle")
        #expect(try #require(Self.error("zzzzzz: 1")).suggestion == nil)
    }

    /// The text, the line of the error, and how its message begins.
    static let cases: [(text: String, line: Int, message: String)] = [
        ("seed: 1\ndevices: [1\n", 3, "syntax: "),
        ("seed: 1\n\tdevices: 1\n", 2, "syntax: "),
        ("seed: 1\nlaw: \"a\u{1}\"\n", 2, "syntax: "),
        ("seed: 1\n---\nseed: 2\n", 2, "syntax: "),
        ("- seed\n", 1, "a scenario must be keys with values, not a list"),
        ("storm\n", 1, "a scenario must be keys with values, not \"storm\""),
        ("seed: 1\nlaw: a\n\nseed: 2\n", 4, "duplicate key \"seed\", first on line 1"),
        ("profile:\n  rate: 1\n  name: constant\n  rate: 2\n", 4, "duplicate key \"rate\", first on line 2"),
        ("seed: 1\nmix: {initial: 1, initial: 0}\n", 2, "duplicate key \"initial\""),
        ("seed: 1\n[a]: 2\n", 2, "a key must be a word, not a list"),
        ("law: a\nseed: many\n", 2, "wrong type: seed is \"many\""),
        ("law: a\nseed: -1\n", 2, "wrong type: seed is \"-1\""),
        ("seed: \"1\"\n", 1, "wrong type: seed is \"1\""),
        ("seed: 18446744073709551616\n", 1, "wrong type: seed"),
        ("seed: 1\ndevices: 1.5\n", 2, "wrong type: devices"),
        ("devices: 1__0\n", 1, "wrong type: devices"),
        ("devices: 99999999999999999999\n", 1, "wrong type: devices"),
        ("seed: 1\ndevices:\nlaw: a\n", 2, "wrong type: devices is nothing"),
        ("law: a\ntarget: [core]\n", 2, "wrong type: target is a list"),
        ("law: ~\n", 1, "wrong type: law is nothing"),
        ("seed: 1\nobjectives: p99\n", 2, "wrong type: objectives is \"p99\""),
        ("objectives:\n  - a\n  - [b]\n", 3, "wrong type: objectives.1 is a list"),
        ("parameters:\n  a: 1\n  b: {c: 1}\n", 3, "wrong type: parameters.b is keys with values"),
        ("mix: 1\n", 1, "wrong type: mix"),
        ("duration: inf\n", 1, "wrong type: duration"),
        ("duration: 0x10\n", 1, "wrong type: duration"),
        ("duration: 1e999\n", 1, "wrong type: duration"),
        ("law: a\ndevices: 0\n", 2, "devices is 0"),
        ("devices: 100000001\n", 1, "devices is 100000001"),
        ("devices: -5\n", 1, "devices is -5"),
        ("law: a\nworkers: 0\n", 2, "workers is 0"),
        ("law: a\nduration: 0\n", 2, "duration is 0 seconds"),
        ("duration: 86401\n", 1, "duration is 86401 seconds"),
        ("duration: 5\nprofile:\n  duration: 6\n", 3, "the duration is given twice"),
        ("profile:\n  name: constant\n  rate: -5\n", 3, "negative rate -5 for rate in profile"),
        ("profile:\n  rate: -5\n", 2, "negative rate -5"),
        ("profile:\n  name: ramp\n  to: 5\n  from: -0.5\n", 4, "negative rate -0.5 for from in profile"),
        ("profile:\n  name: constant\n  rate: 0\n", 3, "rate in profile is 0"),
        ("profile:\n  name: constant\n  rate: 2e9\n", 3, "rate in profile is 2000000000"),
        ("profile:\n  name: step\n  steps: 1\n", 3, "steps in profile is 1"),
        ("profile:\n  name: spike\n  at: -1\n", 3, "at of the spike is -1 seconds"),
        ("profile:\n  name: spike\n  for: 0\n", 3, "for of the spike is 0 seconds"),
        ("law: a\nprofile: steady\n", 2, "unknown profile \"steady\""),
        ("profile:\n  rate: 4\n  name: steady\n", 3, "unknown profile \"steady\""),
        (
            "profile:\n  peak: 4\n  name: constant\n", 2,
            "the key \"peak\" does not belong to the profile constant"
        ),
        (
            "profile:\n  name: saturate\n  duration: 4\n", 3,
            "the key \"duration\" does not belong to the profile saturate"
        ),
        ("profile:\n  pace: 4\n", 2, "unknown key \"pace\" in profile"),
        ("law: a\nmix:\n  initial: 0.5\n", 2, "impossible mix: the fractions sum to 0.5"),
        ("mix:\n  initial: 0.5\n  priority: 1.5\n", 3, "priority in mix is 1.5"),
        ("mix:\n  initial: -0.5\n", 2, "initial in mix is -0.5"),
        ("law: &a calendar\n", 1, "anchors and aliases are not allowed"),
        ("law: &a x\ntarget: *a\n", 1, "anchors and aliases are not allowed"),
        ("law: a\ntarget: *a\n", 2, "anchors and aliases are not allowed"),
    ]

    @Test(arguments: cases.indices)
    func eachMistakeIsNamedAtItsLine(index: Int) throws {
        let (text, line, message) = Self.cases[index]
        let error = try #require(Self.error(text), "no error for \(text)")
        #expect(error.line == line, "\(error) for \(text)")
        #expect(error.message.hasPrefix(message), "\(error) for \(text)")
        #expect(error.description.hasPrefix("s.yaml:\(line): "))
    }

    @Test func textThatIsNoUTF8IsRefusedAtItsLine() {
        let bytes = Array("seed: 1\nlaw: \"".utf8) + [0xFF, 0x22, 0x0A]
        let failure = #expect(throws: DocumentError.self) { try Scenario(yaml: bytes, file: "s.yaml") }
        #expect(failure?.line == 2)
        #expect(failure?.message == "the text is not UTF-8")
    }
}
