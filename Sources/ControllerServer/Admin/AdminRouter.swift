internal import AdminHTTP
internal import CoreMetrics
internal import Documents
internal import Registration

/// What the admin interface answers: health, metrics, parameters, devices. Without sockets; thread-safe.
struct AdminRouter: AdminAnswering {
    /// The server that is looked at.
    let parts: ServerParts

    /// The answer to a request.
    func answer(_ request: AdminRequest) -> AdminResponse {
        switch request.path {
        case "/": only("GET", request) { request.prefersPage ? LivePage.response : .text(Self.index) }
        case "/live": only("GET", request) { LivePage.response }
        case "/events": only("GET", request) { .events(parts.events) }
        case "/health": only("GET", request) { health }
        case "/metrics": only("GET", request) { metrics }
        case "/parameters": parameters(request)
        case let path where path.hasPrefix("/devices/"):
            only("GET", request) { device(String(path.dropFirst("/devices/".count))) }
        default: .error("nothing is at \(request.path.prefix(80)); GET / lists what there is", status: 404)
        }
    }

    private static let index = """
        GET /health        whether devices can register
        GET /live          the same as a page that draws curves while you look
        GET /events        its figures once a second, as server-sent events
        GET /metrics       counters, gauges and histograms, in Prometheus text
        GET /parameters    thresholds and criteria
        PATCH /parameters  changes some of them: {"queueDepthHigh": 5000}
        GET /devices/NAME  where a device is registered, and with which lines

        """

    private func only(_ method: String, _ request: AdminRequest, _ answer: () -> AdminResponse) -> AdminResponse {
        request.method == method || method == "GET" && request.method == "HEAD"
            ? answer() : .refusal(of: request, allowed: [method])
    }

    private var metrics: AdminResponse {
        let began = parts.shared.clock()
        let text = MetricsText(parts).text
        Timer(label: "controller_scrape").recordNanoseconds((parts.shared.clock() - began).count)
        return .metrics(text)
    }

    private var health: AdminResponse {
        let depths = parts.shared.core.queueDepths
        return .json(
            .object([
                ("status", .string("ok")), ("name", .string(parts.configuration.name)),
                ("queueDepth", .number(depths.reduce(0, +))),
                ("registeredDevices", .number(parts.registeredDeviceCount)),
            ]))
    }

    private func parameters(_ request: AdminRequest) -> AdminResponse {
        let core = parts.shared.core
        switch request.method {
        case "GET", "HEAD": return .json(ParameterChange.current(of: core))
        case "PATCH":
            do throws(DocumentError) {
                try ParameterChange(request.body).apply(to: core)
                CoreMetrics.Counter(label: "controller_parameter_changes").increment()
                return .json(ParameterChange.current(of: core))
            } catch {
                return .error(error.description, status: 400)
            }
        default: return .refusal(of: request, allowed: ["GET", "PATCH"])
        }
    }

    private func device(_ text: String) -> AdminResponse {
        guard let name = DeviceName(text) else {
            return .error("a device's name has 1 to 16 letters, digits and signs", status: 400)
        }
        guard let entry = parts.shared.core.entry(of: name) else {
            return .error("\(name) is not registered", status: 404)
        }
        let lines = parts.shared.core.directoryNames(of: entry.lines, for: name)
        return .json(
            .object([
                ("name", .string(name.description)), ("class", .string("\(entry.deviceClass)")),
                ("address", .string(entry.address.description)),
                ("lines", .array(lines.map { .string($0.description) })),
            ]))
    }
}
