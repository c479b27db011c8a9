import Measurement
import Testing

@testable import Reporting

@Suite struct StormReportTests {
    private func result() -> RunResult {
        var result = soundStormResult()
        result.storms[1].recovery = .metastable
        (result.storms[1].t99, result.storms[1].t100, result.storms[1].t100OverBound) = (nil, nil, nil)
        result.storms[1].neverRegistered = 12
        result.storms[1].utilisation = nil
        return result
    }

    @Test("The table of laws reads like this")
    func table() {
        #expect(
            StormTable(storms: result().storms).lines.joined(separator: "\n") == """
                law         T50    T99   T100  seconds  tokens/device  utilisation  device-s lost     verdict
                calendar  0.500      1   1.02       92           1.75       99.2 %         4.00 k   recovered
                open      0.500  never  never    never           1.75            -         4.00 k  metastable
                """)
    }

    @Test("The report reads like this")
    func report() {
        var result = result()
        result.storms[0].curve = []
        #expect(
            StormReport(result, law: "calendar").text == """
                storm       primary-crash, 1,000 devices
                seed        1   hash 0f   loadgen 1.0
                at best     900 devices home in 90.0 s, at 10 registrations/s; T50, T99 and T100 are multiples of
                            that

                law         T50    T99   T100  seconds  tokens/device  utilisation  device-s lost     verdict
                calendar  0.500      1   1.02       92           1.75       99.2 %         4.00 k   recovered
                open      0.500  never  never    never           1.75            -         4.00 k  metastable

                calendar:
                came to     6.50 messages per registration   1 denials of a device at most   0 registrations wasted
                            0 second fail-overs   0 keep-alives missed   0 devices never home   goodput 98.0 %
                            Jain index 0.750
                unserved    p50 3.00 s   p99 9.00 s   max 12.0 s
                queue wait  token p50 500 ms, p99 1.00 s
                promises    kept to within p50 10.0 ms, p99 200 ms

                valid: yes
                objectives: none asked

                """)
    }

    @Test("Laws are compared over the least bound of all; one that has a longer one says so")
    func bounds() {
        var result = result()
        result.storms[1].boundSeconds = 46
        #expect(
            StormTable(storms: result.storms).lines[1].split(separator: " ").map(String.init)[1...3] == [
                "0.978", "1.96", "2",
            ])
        let text = StormReport(result, law: "calendar").text
        #expect(text.contains("devices home in 46.0 s"))
        #expect(text.contains("own bound   90.0 s with what its devices lost by themselves   T100 is 1.02 of that"))
        #expect(!StormReport(result, law: "open").text.contains("own bound"))
        result.storms[0].boundSeconds = nil
        result.storms[1].boundSeconds = nil
        #expect(StormReport(result, law: "calendar").text.contains("900 devices are never home, at 10 registrations/s"))
    }

    @Test("The law asked for is shown in full, or else the first")
    func chosen() {
        #expect(StormReport(result(), law: "open").text.contains("\nopen:\n"))
        #expect(StormReport(result(), law: "none").text.contains("\ncalendar:\n"))
        var empty = result()
        empty.storms = []
        #expect(StormReport(empty, law: "open").text.contains("valid:"))
    }

    @Test("Broken invariants and missed objectives are told")
    func broken() throws {
        var result = result()
        result.invariants.append(Invariant(name: "open", holds: false, detail: "a token was used twice"))
        result.verdict = Verdict(
            valid: false, reasons: ["open: a token was used twice"],
            objectives: [try Objective(parsing: "T99<1s").evaluate(on: result.storms[1])])
        let text = StormReport(result, law: "calendar").text
        #expect(text.contains("invariants  1 of 2 broken\n  BROKEN    open: a token was used twice\n"))
        #expect(text.contains("  MISSED    T99<1s: never: 12 of 900 devices did not come home\n"))
    }

    @Test("No line is too wide nor commands the terminal")
    func harmless() {
        let evil = "\u{1B}]0;x\u{7}" + String(repeating: "y", count: 300)
        var result = result()
        result.storms[0].law = evil
        result.storms[0].queueWaitSeconds[evil] = .init(p50: 1, p99: 2)
        result.plan.profile = evil
        let text = StormReport(result, law: evil).text
        for line in text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 100, "\(line)") }
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) })
    }
}
