import Testing

@testable import Exposition

@Suite struct PrometheusTextTests {
    @Test("A family has its help and kind once, and then its samples")
    func families() {
        var text = PrometheusText()
        text.begin("requests_total", .counter, help: "Requests.")
        text.add(labels: [("tier", "token"), ("kind", "new")], UInt64.max)
        text.add(3.5)
        text.gauge("depth", help: "Depth.", 7)
        #expect(
            text.text == """
                # HELP requests_total Requests.
                # TYPE requests_total counter
                requests_total{tier="token",kind="new"} 18446744073709551615
                requests_total 3.5
                # HELP depth Depth.
                # TYPE depth gauge
                depth 7

                """)
    }

    @Test(
        "Label values may be anything, and end neither their line nor their quotes",
        arguments: [
            ("a\"b", "a\\\"b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("\"} 1\nx 2", "\\\"} 1\\nx 2"),
            ("<script>", "<script>"), ("😀\u{301}", "😀\u{301}"), ("a\r\nb", "a\r\\nb"),
        ])
    func escaping(value: String, written: String) {
        var text = PrometheusText()
        text.begin("a", .gauge, help: "first\nsecond \\ third")
        text.add(labels: [("l", value)], UInt64(1))
        #expect(text.text.contains("# HELP a first\\nsecond \\\\ third\n"))
        #expect(text.text.hasSuffix("\na{l=\"\(written)\"} 1\n"))
    }

    @Test("Numbers that are none are written as Go reads them")
    func numbers() {
        for (value, written) in [
            (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (0, "0"), (1e300, "1e+300"), (0.1, "0.1"),
        ] {
            var text = PrometheusText()
            text.gauge("a", help: "A.", value)
            #expect(text.text.hasSuffix("\na \(written)\n"))
        }
    }

    @Test("A histogram's buckets add up, and the last is all of it")
    func histogram() {
        var counts = BucketCounts(bounds: [0.5, 1])
        counts.add(0.5)
        counts.add(0.75, count: 2)
        counts.add(9)
        var text = PrometheusText()
        text.begin("wait_seconds", .histogram, help: "Wait.")
        text.add(labels: [("tier", "token")], counts)
        #expect(
            text.text.split(separator: "\n").dropFirst(2) == [
                "wait_seconds_bucket{tier=\"token\",le=\"0.5\"} 1", "wait_seconds_bucket{tier=\"token\",le=\"1\"} 3",
                "wait_seconds_bucket{tier=\"token\",le=\"+Inf\"} 4", "wait_seconds_sum{tier=\"token\"} 11",
                "wait_seconds_count{tier=\"token\"} 4",
            ])
    }
}
