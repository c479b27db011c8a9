import CoreMetrics
import Foundation
import Testing

@testable import Exposition

@Suite struct MetricsRegistryTests {
    private static func text(_ registry: MetricsRegistry) -> String {
        var text = PrometheusText()
        registry.write(into: &text)
        return text.text
    }

    @Test("Counters, gauges and timers of instrumented code come out by the conventions of Prometheus")
    func kinds() {
        let registry = MetricsRegistry()
        Counter(label: "http.requests", dimensions: [("status", "200"), ("method", "GET")], factory: registry)
            .increment(by: 3)
        Meter(label: "pool-size", factory: registry).set(4)
        Meter(label: "pool-size", factory: registry).increment(by: 1.5)
        Gauge(label: "temperature", factory: registry).record(21.5)
        Timer(label: "scrape", factory: registry).recordNanoseconds(2_000_000)
        let text = Self.text(registry)
        for line in [
            "# TYPE http_requests_total counter", "http_requests_total{method=\"GET\",status=\"200\"} 3",
            "# TYPE pool_size gauge", "pool_size 5.5", "temperature 21.5", "# TYPE scrape_seconds histogram",
            "scrape_seconds_bucket{le=\"0.001\"} 0", "scrape_seconds_bucket{le=\"0.0025\"} 1",
            "scrape_seconds_sum 0.002", "scrape_seconds_count 1", "metrics_series_dropped_total 0",
        ] {
            #expect(text.contains("\n\(line)\n") || text.hasPrefix("\(line)\n"), "\(line) in\n\(text)")
        }
    }

    @Test("The same label and dimensions are one series, in whatever order they come; a name is made valid")
    func names() {
        let registry = MetricsRegistry()
        Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a_total", dimensions: [("y", "2"), ("x", "1"), ("x", "3")], factory: registry).increment()
        Counter(label: "1 ä/\n", dimensions: [("le\"}", "v")], factory: registry).increment()
        let text = Self.text(registry)
        #expect(text.contains("\na_total{x=\"1\",y=\"2\"} 2\n"))
        #expect(
            text.contains("\n_1_____total{le__=\"v\"} 1\n") || text.contains("\n_1____total{le__=\"v\"} 1\n"), "\(text)"
        )
        #expect(text.components(separatedBy: "# TYPE a_total").count == 2)
    }

    @Test("A label that never ends fills no memory: beyond the most series nothing is counted but how many came")
    func bound() {
        let registry = MetricsRegistry(seriesMax: 10)
        for number in 0..<100 {
            Counter(label: "devices", dimensions: [("name", "SEP\(number)")], factory: registry).increment()
        }
        let text = Self.text(registry)
        #expect(text.components(separatedBy: "\ndevices_total{").count == 11)
        #expect(text.contains("\nmetrics_series_dropped_total 90\n"))
    }

    @Test("A counter takes nothing back")
    func counters() {
        let registry = MetricsRegistry()
        let counter = Counter(label: "a", factory: registry)
        counter.increment(by: 5)
        counter.increment(by: -7)
        counter.reset()
        #expect(Self.text(registry).contains("\na_total 5\n"))
    }
}
