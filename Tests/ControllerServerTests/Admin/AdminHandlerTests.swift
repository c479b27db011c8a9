import NIOCore
import NIOEmbedded
import Registration
import Testing

@testable import AdminHTTP
@testable import ControllerServer

@Suite struct AdminHandlerTests {
    /// A connection to the admin interface without a network.
    final class Connection {
        let channel = EmbeddedChannel()

        init(to test: TestParts, limit: AdminConnectionLimit = AdminConnectionLimit()) throws {
            try AdminListener.addHandlers(
                to: channel.pipeline.syncOperations, AdminRouter(parts: test.parts), limit: limit)
            channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 8_080), promise: nil)
            channel.embeddedEventLoop.run()
        }

        /// Sends text, and returns what came back at once.
        @discardableResult
        func send(_ text: String) throws -> String {
            try channel.writeInbound(ByteBuffer(string: text))
            channel.embeddedEventLoop.run()
            var heard = ""
            while let bytes = try channel.readOutbound(as: ByteBuffer.self) { heard += String(buffer: bytes) }
            return heard
        }

        /// Sends a request.
        @discardableResult
        func request(_ method: String, _ path: String, _ fields: String..., body: String = "") throws -> String {
            let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
            let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"] + fields + length
            return try send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }

        func advance(by span: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: span) }

        var isOpen: Bool { channel.isActive }
    }

    /// Runs a test with a server's parts.
    private static func withParts(_ body: (TestParts) throws -> Void) throws {
        let test = try TestParts()
        try body(test)
        try test.shutDown()
    }

    /// An answer's header and body.
    private static func parts(_ text: String) -> (header: String, body: String) {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return (text, "") }
        return (text[..<end.lowerBound].lowercased(), String(text[end.upperBound...]))
    }

    @Test("A connection answers request after request")
    func keepAlive() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            for _ in 0..<3 {
                let (header, body) = Self.parts(try connection.request("GET", "/health"))
                #expect(header.hasPrefix("http/1.1 200 ok"))
                #expect(header.contains("content-type: application/json"))
                #expect(header.contains("content-length: \(body.utf8.count)"))
                #expect(header.contains("cache-control: no-store"))
                #expect(body.contains("\"status\": \"ok\""))
            }
            #expect(connection.isOpen)
        }
    }

    @Test("Requests that come at once are answered in their order")
    func pipelined() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            let one = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"
            let heard = try connection.send(one + one.replacing("nothing", with: "health"))
            let places = ["404 Not Found", "200 OK"].compactMap { heard.firstRange(of: $0)?.lowerBound }
            #expect(places.count == 2 && places == places.sorted())
        }
    }

    @Test("Who asks for it is closed behind the answer")
    func close() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            let heard = try connection.request("GET", "/health", "Connection: close")
            #expect(heard.lowercased().contains("connection: close") && heard.contains("\"ok\""))
            #expect(!connection.isOpen)
        }
    }

    @Test("HEAD has the header of GET and no body")
    func head() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            let get = Self.parts(try connection.request("GET", "/health"))
            let head = Self.parts(try connection.request("HEAD", "/health"))
            #expect(head.header == get.header && head.body.isEmpty && !get.body.isEmpty)
            // The connection is in order after it.
            #expect(try connection.request("GET", "/health").hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test("A method that a path does not have is answered 405 with Allow")
    func allow() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            let header = Self.parts(try connection.request("DELETE", "/parameters")).header
            #expect(header.hasPrefix("http/1.1 405 method not allowed"))
            #expect(header.contains("allow: get, patch"))
        }
    }

    @Test(
        "A body is taken up to 64 KiB, and refused beyond", arguments: [(65_536, 200), (65_537, 413), (1_000_000, 413)])
    func bodies(byteCount: Int, status: Int) throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            let change = "queueDepthHigh: 77\n#"
            let body = change + String(repeating: "x", count: byteCount - change.utf8.count)
            let heard = try connection.request("PATCH", "/parameters", body: body)
            #expect(heard.hasPrefix("HTTP/1.1 \(status) "))
            #expect((test.parts.shared.core.parameters.queueDepthHigh == 77) == (status == 200))
            // What follows is another request.
            #expect(connection.isOpen)
            #expect(try connection.request("PATCH", "/parameters", body: "queueDepthLow: 5").contains(" 200 OK"))
        }
    }

    @Test("A body in chunks counts as a whole")
    func chunks() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            try connection.request("PATCH", "/parameters", "Transfer-Encoding: chunked")
            let chunk = "4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n"
            for _ in 0..<5 { #expect(try connection.send(chunk).isEmpty) }
            #expect(try connection.send("0\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test(
        "What is no HTTP is answered 400 and closed",
        arguments: ["\u{16}\u{3}\u{1}\r\n\r\n", "GET\r\n\r\n", "GET / SIP/2.0\r\n\r\n"])
    func malformed(text: String) throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            _ = try? connection.channel.writeInbound(ByteBuffer(string: text))
            let answer = try connection.channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
            #expect(answer?.hasPrefix("HTTP/1.1 400 ") == true)
            #expect(!connection.isOpen)
        }
    }

    @Test("A connection that says nothing is closed at its deadline")
    func silent() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            connection.advance(by: .seconds(9))
            #expect(connection.isOpen)
            connection.advance(by: .seconds(1))
            #expect(!connection.isOpen)
        }
    }

    @Test("A request that goes on and on is closed at its deadline, however steadily it comes")
    func slow() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            try connection.send("GET /health HTTP/1.1\r\n")
            for second in 1..<10 {
                connection.advance(by: .seconds(1))
                try connection.send("X-\(second): y\r\n")
            }
            #expect(connection.isOpen)
            connection.advance(by: .seconds(1))
            #expect(!connection.isOpen)
        }
    }

    @Test("An answer begins the time of the next request")
    func nextDeadline() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            for _ in 0..<3 {
                connection.advance(by: .seconds(9))
                #expect(try connection.request("GET", "/health").contains("200 OK"))
            }
            connection.advance(by: .seconds(10))
            #expect(!connection.isOpen)
        }
    }

    @Test("A peer that does not read what it is told is closed")
    func unread() throws {
        try Self.withParts { test in
            let connection = try Connection(to: test)
            connection.channel.isWritable = false
            try connection.request("GET", "/metrics")
            #expect(!connection.isOpen)
        }
    }

    @Test("One connection more than may be is closed; when another has ended there is room again")
    func limit() throws {
        try Self.withParts { test in
            let limit = AdminConnectionLimit(max: 2)
            let connections = try (0..<3).map { _ in try Connection(to: test, limit: limit) }
            #expect(connections.map(\.isOpen) == [true, true, false])
            _ = try connections[0].channel.close().wait()
            let next = try Connection(to: test, limit: limit)
            #expect(next.isOpen && connections[1].isOpen)
            #expect(try Connection(to: test, limit: limit).isOpen == false)
        }
    }
}
