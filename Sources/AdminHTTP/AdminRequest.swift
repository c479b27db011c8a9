/// A request over HTTP to a process that is looked at, as far as it matters there.
public struct AdminRequest: Sendable {
    /// The method, such as "GET".
    public let method: String
    /// The path, without what follows a "?".
    public let path: String
    /// Media types that the client would like, as it wrote them; empty where it did not say.
    public let accept: String
    /// The body.
    public let body: [UInt8]

    /// The request for `uri`.
    public init(method: String, uri: String, accept: String = "", body: [UInt8] = []) {
        self.method = method
        path = String(uri.prefix { $0 != "?" })
        self.accept = accept
        self.body = body
    }

    /// Whether a browser asks, which would rather see a page than a text.
    public var prefersPage: Bool { accept.contains("text/html") }
}
