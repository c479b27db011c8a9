import Foundation
import Glibc
import Synchronization

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
    private let descriptor: Int32
    private let isEnded = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)
    private let requests = Mutex<[String]>([])

    /// What came so far.
    var received: [String] { requests.withLock { $0 } }

    /// A registrar that answers each request with what `answer` says of its text.
    init(_ answer: @escaping @Sendable (String) -> Answer) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        guard descriptor >= 0, status == 0 else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: name.sin_port)
        Thread.detachNewThread { [self] in serve(answer) }
    }

    var target: String { "sip://127.0.0.1:\(port)" }

    /// Ends it, and waits until it has.
    func end() {
        isEnded.store(true, ordering: .relaxed)
        ended.wait()
    }

    private func serve(_ answer: (String) -> Answer) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var limit = timeval(tv_sec: 0, tv_usec: 20_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        while !isEnded.load(ordering: .relaxed) {
            var source = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = withUnsafeMutablePointer(to: &source) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { recvfrom(descriptor, &buffer, 4_096, 0, $0, &size) }
            }
            guard count > 0 else { continue }
            let text = String(decoding: buffer[..<count], as: UTF8.self)
            requests.withLock { $0.append(text) }
            let bytes: [UInt8]
            switch answer(text) {
            case .none: continue
            case .bytes(let given): bytes = given
            case .response(let status, let lines): bytes = Array(Self.response(status, lines, to: text).utf8)
            }
            _ = withUnsafePointer(to: &source) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, bytes, bytes.count, 0, $0, size)
                }
            }
        }
        close(descriptor)
        ended.signal()
    }

    private static func response(_ status: String, _ lines: [String], to request: String) -> String {
        let repeated = request.split(separator: "\r\n").filter { line in
            ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
        }
        return (["SIP/2.0 \(status)"] + repeated.map(String.init) + lines + ["Content-Length: 0", "", ""])
            .joined(separator: "\r\n")
    }
}
