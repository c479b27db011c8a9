import FoundationEssentials
import Measurement
import Testing

@Suite struct RunResultCodableTests {
    private func json(_ result: RunResult) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(result), as: UTF8.self)
    }

    private func decoded(_ text: String) throws -> RunResult {
        try JSONDecoder().decode(RunResult.self, from: Data(text.utf8))
    }

    @Test func aResultComesBackAsItWas() throws {
        var result = soundResult()
        result.phases = [Phase(name: "one", result: soundResult())]
        result.verdict.warnings = ["mind"]
        #expect(try decoded(json(result)) == result)
    }

    @Test func theSameResultGivesTheSameText() throws {
        #expect(try json(soundResult()) == json(soundResult()))
    }

    @Test func theTopLevelHasTheContractsKeys() throws {
        let text = try json(soundResult())
        let object = try JSONDecoder().decode([String: AnyValue].self, from: Data(text.utf8))
        #expect(
            object.keys.sorted() == [
                "ceiling", "counters", "invariants", "latency", "machine", "memory", "plan", "schema", "throughput",
                "timeline", "tool", "verdict",
            ])
    }

    @Test func aSeriesStandsFlatWithItsContractsKeys() throws {
        let data = try JSONEncoder().encode(summary(1_000))
        let object = try JSONDecoder().decode([String: AnyValue].self, from: data)
        #expect(
            object.keys.sorted() == [
                "atLeast", "count", "interval95", "max", "mean", "min", "p50", "p90", "p99", "p999", "p9999",
                "unanswered",
                "uncorrected", "unit",
            ])
    }

    @Test func whatIsUnknownIsNullAndNeverLeftOut() throws {
        var result = soundResult()
        result.ceiling = nil
        result.memory = MemoryFigures()
        let text = try json(result)
        for key in ["ceiling", "ratePerSecond", "residentBytes", "p999", "bytesPerTokenSlot"] {
            #expect(text.contains("\"\(key)\":null"), "\(key)")
        }
    }

    @Test func keysOfALaterVersionAreIgnored() throws {
        let text = try json(soundResult()).replacing("{\"ceiling\"", with: "{\"future\":[1,{}],\"ceiling\"")
        #expect(text.contains("future"))
        #expect(try decoded(text) == soundResult())
    }

    @Test("Another schema is named in the error", arguments: ["loadgen/2", "", "\u{1B}[31m"])
    func otherSchema(name: String) throws {
        let quoted = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
        let error = #expect(throws: ResultSchemaError.self) { try decoded("{\"schema\":\(quoted)}") }
        #expect(error?.found == name)
        #expect(error?.description.contains("loadgen/1") == true)
        #expect(error?.description.contains("\u{1B}") == false)
    }

    @Test("A file without a schema is refused", arguments: ["{}", "{\"schema\":1}", "{\"schema\":null}"])
    func noSchema(text: String) {
        #expect(throws: ResultSchemaError(found: nil)) { try decoded(text) }
    }

    @Test func aNegativeCountIsRefused() throws {
        let text = try json(soundResult()).replacing("\"tokensGranted\":900", with: "\"tokensGranted\":-900")
        #expect(throws: DecodingError.self) { try decoded(text) }
    }

    @Test func anotherUnitIsRefused() throws {
        let text = try json(soundResult()).replacing("\"unit\":\"ns\"", with: "\"unit\":\"ms\"")
        #expect(throws: DecodingError.self) { try decoded(text) }
    }

    @Test func collectionsThatAreMissingAreReadAsEmpty() throws {
        var bare = soundResult()
        bare.latency = [:]
        bare.counters = [:]
        bare.invariants = []
        bare.timeline = []
        let text = try json(bare)
            .replacing("\"latency\":{},", with: "").replacing("\"counters\":{},", with: "")
            .replacing("\"invariants\":[],", with: "").replacing("\"timeline\":[],", with: "")
        #expect(!text.contains("latency"))
        #expect(try decoded(text) == bare)
    }
}

/// Any JSON value; only its being there counts.
private struct AnyValue: Decodable {
    init(from decoder: any Decoder) throws {}
}
