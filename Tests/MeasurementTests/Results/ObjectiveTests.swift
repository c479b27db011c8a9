import Measurement
import Testing

@Suite struct ObjectiveTests {
    @Test(
        "What can be said",
        arguments: [
            ("p99(token)<5ms", Objective.Subject.latency(.percentile(.p99), .token), Objective.Comparison.less, 5e6),
            ("p99.9(registration.token)<=800us", .latency(.percentile(.p999), .registrationToken), .lessOrEqual, 8e5),
            ("p9999(registration.initial) < 1.5 s", .latency(.percentile(.p9999), .registrationInitial), .less, 1.5e9),
            ("max(lag)<1s", .latency(.max, .lag), .less, 1e9),
            ("mean ( registration.priority ) >= 20 ns", .latency(.mean, .registrationPriority), .greaterOrEqual, 20),
            ("min(token)>3µs", .latency(.min, .token), .greater, 3e3),
            ("min(token)>3\u{3BC}s", .latency(.min, .token), .greater, 3e3),
            ("throughput>1000000", .requestRate, .greater, 1e6),
            ("cycles>=2.5", .cycleRate, .greaterOrEqual, 2.5),
            (" denied<1% ", .deniedShare, .less, 1),
        ])
    func valid(text: String, subject: Objective.Subject, comparison: Objective.Comparison, limit: Double) throws {
        let objective = try Objective(parsing: text)
        #expect(objective.subject == subject)
        #expect(objective.comparison == comparison)
        #expect(objective.limit == limit)
        #expect(!objective.expression.hasPrefix(" ") && !objective.expression.hasSuffix(" "))
    }

    @Test(
        "What cannot be read says where and what is allowed",
        arguments: [
            ("", 1, "throughput"), ("   ", 4, "throughput"), ("p98(token)<5ms", 1, "p99.9(...)"),
            ("p99<5ms", 4, "("), ("p99()<5ms", 5, "token"), ("p99(tokn)<5ms", 5, "registration.token"),
            ("p99(token<5ms", 10, ")"), ("p99(token)5ms", 11, "<="), ("p99(token)==5ms", 11, "<"),
            ("p99(token)=<5ms", 11, "<="), ("p99(token)<ms", 12, "a decimal number such as 5 or 0.8"),
            ("p99(token)<-5ms", 12, "a decimal number such as 5 or 0.8"),
            ("p99(token)<1.2.3ms", 12, "a decimal number such as 5 or 0.8"), ("p99(token)<5", 13, "ms"),
            ("p99(token)<5min", 13, "us"), ("p99(token)<5e3ms", 13, "s"), ("p99(token)<5%", 13, "ns"),
            ("p99(token)<5ms x", 16, "the end"), ("throughput>5ms", 13, "the end"), ("denied<1", 9, "%"),
            ("throughput(token)>1", 11, ">"), ("p99(token)<\u{1B}[2J", 12, "a decimal number such as 5 or 0.8"),
        ])
    func invalid(text: String, column: Int, allowed: String) {
        let error = #expect(throws: ObjectiveSyntaxError.self) { try Objective(parsing: text) }
        #expect(error?.column == column)
        #expect(error?.allowed.contains(allowed) == true, "\(error?.allowed ?? [])")
        #expect(error?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }

    @Test func aTextWithoutEndIsNotRead() {
        let longest = "p99(token)<" + String(repeating: "1", count: 187) + "ms"
        #expect(throws: Never.self) { try Objective(parsing: longest) }
        #expect(throws: ObjectiveSyntaxError.self) { try Objective(parsing: "1" + longest) }
        #expect(throws: ObjectiveSyntaxError.self) { try Objective(parsing: String(repeating: " ", count: 1_000_000)) }
    }

    /// The outcome on a sound result, changed as given.
    private func outcome(_ text: String, _ change: (inout RunResult) -> Void = { _ in }) throws -> ObjectiveOutcome {
        var result = soundResult()
        change(&result)
        return try Objective(parsing: text).evaluate(on: result)
    }

    @Test func anObjectiveHoldsUpToItsLimit() throws {
        // 1 ... 1,000 us: p50 is 500 us, within three digits.
        let met = try outcome("p50(token)<=501us")
        #expect(met.holds)
        #expect(met.unit == "ns")
        #expect(met.reason == nil)
        #expect(try !outcome("p50(token)<499us").holds)
        #expect(try outcome("throughput>=1000000").holds)
        #expect(try !outcome("throughput>1000000").holds)
        #expect(try outcome("cycles<=500000").measured == 500_000)
    }

    @Test func theDeniedShareCoversTokensAndRegistrations() throws {
        // 100 of 1,000 token requests and 200 of 1,000 registrations.
        #expect(try outcome("denied<=15%").measured == 15)
        #expect(try outcome("denied<=15%").holds)
        #expect(try !outcome("denied<15%").holds)
    }

    @Test(
        "Missing data never meets an objective",
        arguments: [
            "p99(token)<1s", "p99(token)>1ns", "throughput>0", "cycles<1", "denied<100%",
        ])
    func missing(text: String) throws {
        let outcome = try outcome(text) {
            $0.latency = [:]
            $0.counters = [:]
            $0.throughput = nil
        }
        #expect(!outcome.holds)
        #expect(outcome.measured == nil)
        #expect(outcome.reason != nil)
    }

    @Test func aPercentileThatTheSamplesDoNotBearSaysHowManyItNeeds() throws {
        let outcome = try outcome("p99.9(token)<1s")
        #expect(!outcome.holds)
        #expect(outcome.reason?.contains("10000 samples, the run has 1000") == true)
    }

    @Test func aLowerBoundProvesOnlyThatAFigureIsLarge() throws {
        let open: (inout RunResult) -> Void = {
            $0[.token] = summary(1_000, unanswered: Unanswered(count: 500, waitedNanoseconds: 2_000_000))
        }
        #expect(try outcome("p99(token)<1s").holds)
        let unknown = try outcome("p99(token)<1s", open)
        #expect(!unknown.holds)
        #expect(unknown.reason?.contains("500 unanswered") == true)
        #expect(try outcome("p99(token)>1ms", open).holds)
        #expect(try outcome("p50(token)<1ms", open).holds)
    }

    @Test func aThroughputThatIsNoNumberIsMissing() throws {
        #expect(try !outcome("throughput>0") { $0.throughput?.requestsPerSecond = .nan }.holds)
    }
}
