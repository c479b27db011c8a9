import Foundation
import Glibc
import Synchronization
import TestSupport

/// A registrar of the test's own on the loopback interface, which answers as the test has it.
final class TestRegistrar: Sendable {
    /// What comes of a request.
    enum Answer {
        /// A response with this status line behind "SIP/2.0 ", and these lines.
        case response(String, lines: [String] = [])
        /// These bytes, whatever they are.
        case bytes([UInt8])
        /// Nothing.
        case none
    }

    let port: UInt16
    private let isEnded = Atomic<Bool>(false)
    private let serving = DispatchGroup()
    private let requests = Mutex<[String]>([])

    /// What came so far.
    var received: [String] { requests.withLock { $0 } }

    /// A registrar that answers each request with what `answer` says of its text.
    init(_ answer: @escaping @Sendable (String) -> Answer) throws {
        let socket = try LoopbackSocket(.datagrams)
        port = socket.port
        DispatchQueue(label: "test-registrar").async(group: serving) { [self] in serve(socket, answer) }
    }

    var target: String { "sip://127.0.0.1:\(port)" }

    /// Ends it, and waits until it has; more than once is once.
    func end() {
        isEnded.store(true, ordering: .relaxed)
        serving.wait()
    }

    private func serve(_ socket: LoopbackSocket, _ answer: (String) -> Answer) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !isEnded.load(ordering: .relaxed) {
            var source = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = unsafe withUnsafeMutablePointer(to: &source) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe recvfrom(socket.descriptor, &buffer, 4_096, 0, $0, &size)
                }
            }
            guard count > 0 else {
                usleep(500)
                continue
            }
            let text = String(decoding: buffer[..<count], as: UTF8.self)
            requests.withLock { $0.append(text) }
            let bytes: [UInt8]
            switch answer(text) {
            case .none: continue
            case .bytes(let given): bytes = given
            case .response(let status, let lines): bytes = Array(Self.response(status, lines, to: text).utf8)
            }
            _ = unsafe withUnsafePointer(to: &source) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe sendto(socket.descriptor, bytes, bytes.count, 0, $0, size)
                }
            }
        }
    }

    private static func response(_ status: String, _ lines: [String], to request: String) -> String {
        let repeated = request.split(separator: "\r\n").filter { line in
            ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
        }
        return (["SIP/2.0 \(status)"] + repeated.map(String.init) + lines + ["Content-Length: 0", "", ""])
            .joined(separator: "\r\n")
    }
}
