/// A request to the admin interface, as far as it matters there.
struct AdminRequest: Sendable {
    /// The method, such as "GET".
    let method: String
    /// The path, without what follows a "?".
    let path: String
    /// The body.
    let body: [UInt8]

    /// The request for `uri`.
    init(method: String, uri: String, body: [UInt8] = []) {
        self.method = method
        path = String(uri.prefix { $0 != "?" })
        self.body = body
    }
}

/// An answer of the admin interface.
struct AdminResponse: Sendable {
    /// The status: 200, 400, 404, 405 or 413.
    let status: Int
    /// What the body is.
    let contentType: String
    /// The body.
    let body: String
    /// With 405: the methods that the path has.
    var allowedMethods: [String] = []

    /// An answer in text.
    static func text(_ body: String, status: Int = 200) -> AdminResponse {
        AdminResponse(status: status, contentType: "text/plain; charset=utf-8", body: body)
    }

    /// An answer in JSON.
    static func json(_ value: JSONText, status: Int = 200) -> AdminResponse {
        AdminResponse(status: status, contentType: "application/json", body: value.text + "\n")
    }

    /// What is wrong, as JSON: `{"error": MESSAGE}`.
    static func error(_ message: String, status: Int) -> AdminResponse {
        .json(.object([("error", .string(message))]), status: status)
    }
}
