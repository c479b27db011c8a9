internal import Glibc
internal import Registration

/// The admin interface of a controller: asks it one thing at a time, each over a connection of its own, and waits two seconds for an answer at
/// most.
struct AdminInterface {
    /// Where it is.
    let place: InternalAddress

    /// The answer's body; `nil` when it did not answer, or with another status than 200.
    func get(_ path: String) -> String? { ask("GET", path, body: "") }

    /// Changes a parameter; `false` when the controller did not take it.
    func change(_ name: String, to value: Double) -> Bool {
        ask("PATCH", "/parameters", body: "{\"\(name)\": \(value)}") != nil
    }

    private func ask(_ method: String, _ path: String, body: String) -> String? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard LoopbackSocket.connect(descriptor, to: place) else { return nil }
        let request =
            "\(method) \(path) HTTP/1.1\r\nHost: \(place)\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        guard Self.send(Array(request.utf8), over: descriptor) else { return nil }
        return Self.body(of: Self.receiveAll(over: descriptor))
    }

    private static func send(_ bytes: [UInt8], over descriptor: Int32) -> Bool {
        // A request fits into a socket's buffer.
        unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Everything up to the end of the connection, 1 MiB at most.
    private static func receiveAll(over descriptor: Int32) -> [UInt8] {
        var answer: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 16_384)
        while answer.count < 1 << 20 {
            let count = unsafe recv(descriptor, &room, room.count, 0)
            guard count > 0 else { break }
            answer += room.prefix(count)
        }
        return answer
    }

    private static func body(of answer: [UInt8]) -> String? {
        let text = String(decoding: answer, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 200"), let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        return String(text[end.upperBound...])
    }
}
