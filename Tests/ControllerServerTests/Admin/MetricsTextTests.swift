import AdminHTTP
import Registration
import Testing

@testable import ControllerServer

@Suite struct MetricsTextTests {
    /// A text of metrics, as whoever scrapes it reads it.
    struct Scrape {
        var help: [String: String] = [:]
        var type: [String: String] = [:]
        /// By series: name and labels.
        var samples: [String: Double] = [:]
        /// What is not as the format asks.
        var faults: [String] = []

        init(_ text: String) {
            if !text.hasSuffix("\n") { faults.append("no line end at the end") }
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { read(line) }
        }

        private mutating func read(_ line: Substring) {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if words.count == 4, words[0] == "#", words[1] == "HELP" {
                if help.updateValue(words[3], forKey: words[2]) != nil { faults.append("HELP twice: \(line)") }
                if samples.keys.contains(where: { Self.name($0) == words[2] }) { faults.append("HELP late: \(line)") }
            } else if words.count == 4, words[0] == "#", words[1] == "TYPE" {
                if type.updateValue(words[3], forKey: words[2]) != nil { faults.append("TYPE twice: \(line)") }
            } else if words.count == 2, let value = Double(words[1]) {
                readSample(words[0], value)
            } else {
                faults.append("no line of the format: \(line)")
            }
        }

        private mutating func readSample(_ series: String, _ value: Double) {
            let name = family(of: series)
            let isSeries =
                series.wholeMatch(
                    of:
                        /[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="[^"\\\n]*"(,[a-zA-Z_][a-zA-Z0-9_]*="[^"\\\n]*")*\})?/
                )
                != nil
            if !isSeries { faults.append("no name: \(series)") }
            if help[name] == nil || type[name] == nil { faults.append("no HELP or TYPE before: \(series)") }
            if type[name] == "counter" && !name.hasSuffix("_total") {
                faults.append("a counter without _total: \(name)")
            }
            if samples.updateValue(value, forKey: series) != nil { faults.append("twice: \(series)") }
        }

        static func name(_ series: String) -> String { String(series.prefix { $0 != "{" }) }

        /// The family of a series: a histogram's samples have names of their own.
        func family(of series: String) -> String {
            let name = Self.name(series)
            for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
                let family = String(name.dropLast(suffix.count))
                if type[family] == "histogram" { return family }
            }
            return name
        }
    }

    private static func scrape(_ test: TestParts) -> Scrape {
        let response = test.answer("GET", "/metrics")
        #expect(response.status == 200)
        #expect(response.contentType == "text/plain; version=0.0.4; charset=utf-8")
        return Scrape(response.body)
    }

    @Test("Metrics are text of Prometheus: each sample has HELP and TYPE, names are names, and nothing is there twice")
    func format() throws {
        let test = try TestParts()
        let scrape = Self.scrape(test)
        #expect(scrape.faults == [])
        #expect(Set(scrape.type.values) == ["counter", "gauge", "histogram"])
        // Nothing is announced that does not come.
        #expect(Set(scrape.help.keys) == Set(scrape.samples.keys.map(scrape.family)))
        #expect(scrape.help.values.allSatisfy { $0.hasSuffix(".") && $0.first?.isUppercase == true })
        try test.shutDown()
    }

    @Test("Every counter of the core and of the protocols is there")
    func everyCounter() throws {
        let test = try TestParts()
        let counters = Self.scrape(test).type.filter { $0.value == "counter" }.keys
        #expect(counters.count >= Counter.allCases.count + ServerCounter.allCases.count + 2)
        for name in [
            "controller_core_tokens_granted_total", "controller_core_queued_initial_total",
            "controller_core_tokens_denied_token_store_full_total", "controller_sip_registrations_total",
            "controller_sccp_keep_alives_total", "controller_connections_accepted_total", "process_cpu_seconds_total",
        ] {
            #expect(counters.contains(name), "\(name)")
        }
        try test.shutDown()
    }

    @Test("A registered device is counted, and time goes by")
    func values() throws {
        let test = try TestParts()
        try test.register(DeviceName(macAddress: 1))
        test.clock.advance(by: .milliseconds(2_500))
        let samples = Self.scrape(test).samples
        #expect(samples["controller_registered_devices"] == 1)
        #expect(samples["controller_core_registered_total"] == 1)
        #expect(samples["controller_uptime_seconds"] == 2.5)
        #expect(samples["controller_connections"] == 0)
        for tier in ["priority", "token", "initial"] {
            #expect(samples["controller_queue_depth{tier=\"\(tier)\"}"] == 0)
        }
        #expect(samples["controller_core_bytes"].map { $0 > 0 } == true)
        try test.shutDown()
    }

    @Test("Every request is one decision with a reason, and a wait of the tier that served it")
    func decisions() throws {
        let test = try TestParts()
        for number in UInt64(0)..<5 { try test.register(DeviceName(macAddress: 1 + number)) }
        let scrape = Self.scrape(test)
        let decided = scrape.samples.filter { $0.key.hasPrefix("controller_decisions_total{request=\"registration\"") }
        #expect(decided.values.reduce(0, +) == scrape.samples["controller_core_registration_requests_total"])
        let queued = "controller_decisions_total{request=\"registration\",decision=\"queued\",reason=\"initial\"}"
        #expect(scrape.samples[queued] == 5)
        #expect(scrape.samples["controller_queue_wait_seconds_count{tier=\"initial\"}"] == 5)
        #expect(scrape.samples["controller_queue_wait_seconds_bucket{tier=\"initial\",le=\"+Inf\"}"] == 5)
        #expect(scrape.samples["controller_queue_wait_seconds_count{tier=\"token\"}"] == 0)
        #expect(Set(Decision.all.map(\.counter)).count == Decision.all.count)
        try test.shutDown()
    }

    @Test("What there is room for, what is promised and which build it is are told")
    func gauges() throws {
        let test = try TestParts { $0.law = .calendar }
        let samples = Self.scrape(test).samples
        #expect(samples["controller_registered_devices_max"] == 1_000)
        #expect(samples["controller_token_store_capacity"].map { $0 >= 1_000 } == true)
        #expect(samples["controller_promised_seconds"] == 0)
        #expect(samples["controller_queue_depth_high"].map { $0 > 0 } == true)
        #expect(samples["controller_build_info{version=\"\(ControllerServer.version)\",law=\"calendar\"}"] == 1)
        try test.shutDown()
    }

    @Test(
        "Labels become names and sentences",
        arguments: [
            ("tokensGranted", "tokens_granted", "Tokens granted."), ("sccpMessages", "sccp_messages", "SCCP messages."),
            ("sipPings", "sip_pings", "SIP pings."), ("queued_priority", "queued_priority", "Queued priority."),
        ])
    func labels(label: String, name: String, help: String) {
        #expect(MetricsText.snakeCase(label) == name)
        #expect(MetricsText.help(label) == help)
    }
}
