/// An answer over HTTP.
public struct AdminResponse: Sendable {
    /// The status: 200, 400, 404, 405, 413 or 503.
    public let status: Int
    /// What the body is.
    public let contentType: String
    /// The body.
    public let body: String
    /// With 405: the methods that the path has.
    public var allowedMethods: [String] = []
    /// What a page may load (`Content-Security-Policy`); `nil` where it is no page.
    public var contentSecurityPolicy: String?
    /// The events that follow, for as long as the client listens; `nil` where the answer ends with its body.
    public var events: EventStream?

    /// An answer with a body.
    public init(status: Int = 200, contentType: String, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// An answer in text.
    public static func text(_ body: String, status: Int = 200) -> AdminResponse {
        AdminResponse(status: status, contentType: "text/plain; charset=utf-8", body: body)
    }

    /// An answer in JSON.
    public static func json(_ value: JSONText, status: Int = 200) -> AdminResponse {
        AdminResponse(status: status, contentType: "application/json", body: value.text + "\n")
    }

    /// What is wrong, as JSON: `{"error": MESSAGE}`.
    public static func error(_ message: String, status: Int) -> AdminResponse {
        .json(.object([("error", .string(message))]), status: status)
    }

    /// Metrics in the text format of Prometheus, version 0.0.4.
    public static func metrics(_ text: String) -> AdminResponse {
        AdminResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", body: text)
    }

    /// Events as they come (server-sent events, HTML standard section 9.2).
    public static func events(_ events: EventStream) -> AdminResponse {
        var response = AdminResponse(contentType: "text/event-stream", body: "retry: 1000\n\n")
        response.events = events
        return response
    }

    /// That a path has no such method.
    public static func refusal(of request: AdminRequest, allowed: [String]) -> AdminResponse {
        var response = AdminResponse.error(
            "\(request.path) takes \(allowed.joined(separator: " and ")), not \(request.method.prefix(20))", status: 405
        )
        response.allowedMethods = allowed
        return response
    }
}

/// Who answers requests. Called on the loop of the connection; must not wait.
public protocol AdminAnswering: Sendable {
    /// The answer to a request.
    func answer(_ request: AdminRequest) -> AdminResponse
}
