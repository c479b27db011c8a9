import Measurement
import Testing

@Suite struct StormObjectiveTests {
    @Test(
        "What can be said of storms",
        arguments: [
            ("T99<120s", StormFigure.t99, 120e9), ("T50 <= 500 ms", .t50, 5e8), ("T90<1s", .t90, 1e9),
            ("T100<2s", .t100, 2e9), ("overBound<=1.05", .overBound, 1.05), ("tokenRequests<2.1", .tokenRequests, 2.1),
            ("utilisation>=98%", .utilisation, 98), ("withoutService<10s", .withoutService, 1e10),
        ])
    func valid(text: String, figure: StormFigure, limit: Double) throws {
        let objective = try Objective(parsing: text)
        #expect(objective.subject == .storm(figure))
        #expect(objective.limit == limit)
    }

    @Test(
        "What cannot be read says where and what is allowed",
        arguments: [
            ("T98<1s", 1, "T99"), ("t99<1s", 1, "T99"), ("T99<120", 8, "s"), ("T99(token)<1s", 4, "<"),
            ("overBound<1.05s", 15, "the end"), ("utilisation>0.98", 17, "%"), ("T99<120min", 8, "ms"),
        ])
    func invalid(text: String, column: Int, allowed: String) {
        let error = #expect(throws: ObjectiveSyntaxError.self) { try Objective(parsing: text) }
        #expect(error?.column == column)
        #expect(error?.allowed.contains(allowed) == true, "\(error?.allowed ?? [])")
    }

    @Test("A storm is held to its figure")
    func evaluated() throws {
        let storm = soundStorm()
        let met = try Objective(parsing: "T99<=90s").evaluate(on: storm)
        #expect(met.holds && met.measured == 90e9 && met.unit == "ns")
        #expect(try !Objective(parsing: "T99<90s").evaluate(on: storm).holds)
        #expect(try Objective(parsing: "overBound<1.05").evaluate(on: storm).holds)
        #expect(try Objective(parsing: "utilisation>99%").evaluate(on: storm).holds)
        #expect(try Objective(parsing: "tokenRequests<=1.75").evaluate(on: storm).holds)
        #expect(try Objective(parsing: "withoutService<12s").evaluate(on: storm).measured == 12e9)
    }

    @Test("Never meets no limit, on either side, and says how many are missing", arguments: ["T99<1s", "T99>1s"])
    func never(text: String) throws {
        var storm = soundStorm()
        (storm.t99, storm.neverRegistered) = (nil, 10)
        let outcome = try Objective(parsing: text).evaluate(on: storm)
        #expect(!outcome.holds && outcome.measured == nil)
        #expect(outcome.reason == "never: 10 of 900 devices did not come home")
    }

    @Test("Of several laws the one that misses counts")
    func severalLaws() throws {
        var result = soundStormResult()
        #expect(try Objective(parsing: "T99<100s").evaluate(on: result).holds)
        result.storms[1].t99 = 91.5
        let outcome = try Objective(parsing: "T99<91s").evaluate(on: result)
        #expect(!outcome.holds && outcome.measured == 91.5e9)
    }

    @Test("Runs have no figures of storms, and storms none of runs")
    func wrongKind() throws {
        #expect(
            try Objective(parsing: "T99<1s").evaluate(on: soundResult()).reason
                == "T99 is a figure of a storm, and this is a run")
        #expect(
            try Objective(parsing: "p99(token)<5ms").evaluate(on: soundStormResult()).reason
                == "p99(token)<5ms speaks of a run, and this is a storm")
    }
}
