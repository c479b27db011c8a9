import AdminHTTP
import CoreMetrics
import Dispatch
import Exposition
import Measurement

/// What is answered at the port of a run or a storm.
struct MetricsAnswers: AdminAnswering {
    /// What live pages are told.
    let events: EventStream
    /// What instrumented code counts.
    let registry: MetricsRegistry
    /// Adds what is known of the run or the storm.
    let write: @Sendable (inout PrometheusText) -> Void

    func answer(_ request: AdminRequest) -> AdminResponse {
        guard ["GET", "HEAD"].contains(request.method) else { return .refusal(of: request, allowed: ["GET"]) }
        switch request.path {
        case "/": return request.prefersPage ? LivePage.response : .text(Self.index)
        case "/live": return LivePage.response
        case "/events": return .events(events)
        case "/metrics": return .metrics(metrics)
        default: return .error("nothing is at \(request.path.prefix(80)); GET / lists what there is", status: 404)
        }
    }

    private static let index = """
        GET /live     a page that draws the run while it lasts
        GET /events   its figures once a second, as server-sent events
        GET /metrics  counters, gauges and histograms, in Prometheus text

        """

    private var metrics: String {
        let began = DispatchTime.now()
        var text = PrometheusText()
        write(&text)
        text.begin("loadgen_build_info", .gauge, help: "Which build it is; always 1.")
        text.add(labels: [("version", ToolFacts.version), ("swift", ToolFacts.compiler)], UInt64(1))
        text.addProcess()
        Timer(label: "loadgen_scrape").recordNanoseconds(
            Int64(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds))
        registry.write(into: &text)
        return text.text
    }
}
