import Devices
import Dispatch
import Registration
import Synchronization

@testable import Provisioning

/// A file server on loopback that serves one transfer, and does wrong what it is told to do wrong.
final class FakeFileServer: Sendable {
    /// What goes wrong with each datagram of the server's.
    enum Fault: CaseIterable {
        /// Nothing.
        case none
        /// The first of two is lost.
        case loses
        /// It comes twice.
        case repeats
        /// Garbage comes before it.
        case precedesWithGarbage
        /// A stranger's block comes before it, from another port.
        case hasStranger
    }

    /// What was heard of the other side.
    struct Heard {
        /// Requests and confirmations.
        var messages: [TFTPMessage] = []
        /// What the stranger was told.
        var strangerErrors: [TFTPErrorCode] = []
    }

    /// Where it is asked.
    let endpoint: IPv4Endpoint
    private let state = Mutex(Heard())
    private let isOver = Atomic(false)
    private let done = DispatchSemaphore(value: 0)

    /// A server that serves `file` in blocks of 512 bytes.
    init(_ file: [UInt8], fault: Fault) throws {
        let socket = try UDPSocket()
        endpoint = IPv4Endpoint(IPv4Address(0x7F00_0001), port: socket.port)
        let box = SocketBox(socket)
        DispatchQueue.global().async { [self] in
            try? serve(file, fault: fault, by: box)
            done.signal()
        }
    }

    /// Ends it, and tells what it heard.
    func end() -> Heard {
        isOver.store(true, ordering: .relaxed)
        done.wait()
        return state.withLock { $0 }
    }

    /// A socket that goes to another thread.
    private final class SocketBox: Sendable {
        let socket: UDPSocket

        init(_ socket: consuming UDPSocket) { self.socket = socket }
    }

    private func serve(_ file: [UInt8], fault: Fault, by box: SocketBox) throws {
        let stranger = try UDPSocket()
        var sendCount = 0
        while !isOver.load(ordering: .relaxed) {
            if let echo = try stranger.receive(within: .zero),
                case .error(let code, _)? = try? TFTPMessage(parsing: echo.bytes.span)
            {
                state.withLock { $0.strangerErrors.append(code) }
            }
            guard let datagram = try box.socket.receive(within: .milliseconds(20)),
                let message = try? TFTPMessage(parsing: datagram.bytes.span)
            else { continue }
            state.withLock { $0.messages.append(message) }
            let block: Int
            switch message {
            case .read: block = 1
            case .ack(let confirmed): block = Int(confirmed) + 1
            default: continue
            }
            let start = (block - 1) * 512
            guard start <= file.count else { continue }
            let answer = TFTPMessage.data(
                block: UInt16(block), payload: Array(file[start..<min(start + 512, file.count)]))
            sendCount += 1
            switch fault {
            case .none: break
            case .loses: if !sendCount.isMultiple(of: 2) { continue }
            case .repeats: try box.socket.send(answer.bytes, to: datagram.sender)
            case .precedesWithGarbage: try box.socket.send([0, 3, 0xAA], to: datagram.sender)
            case .hasStranger:
                // The first answer decides who serves a transfer, so the stranger's comes from the second on.
                let strange = TFTPMessage.data(block: UInt16(block), payload: [0xBB])
                if block > 1 { try stranger.send(strange.bytes, to: datagram.sender) }
            }
            try box.socket.send(answer.bytes, to: datagram.sender)
        }
    }
}
