import Foundation
import Glibc
import Synchronization
import TestSupport

/// A listener of the test's own on the loopback interface, which does to each connection what the test has it do.
final class TestListener: Sendable {
    /// What it does with what comes over a connection.
    enum Behaviour: Sendable {
        /// Accepts it and says nothing.
        case silent
        /// Says these bytes to whatever comes.
        case says([UInt8])
        /// Closes the connection when something comes.
        case closes
    }

    let port: UInt16
    private let isEnded = Atomic<Bool>(false)
    private let serving = DispatchGroup()

    init(_ behaviour: Behaviour) throws {
        let socket = try LoopbackSocket(.connections)
        port = socket.port
        DispatchQueue(label: "test-listener").async(group: serving) { [self] in serve(socket, behaviour) }
    }

    /// Ends it, and waits until it has; more than once is once.
    func end() {
        isEnded.store(true, ordering: .relaxed)
        serving.wait()
    }

    private func serve(_ socket: LoopbackSocket, _ behaviour: Behaviour) {
        var connections: [Int32] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !isEnded.load(ordering: .relaxed) {
            usleep(1_000)
            while case let connection = accept(socket.descriptor, nil, nil), connection >= 0 {
                connections.append(connection)
            }
            for (place, connection) in connections.enumerated() where connection >= 0 {
                let count = unsafe recv(connection, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                guard count > 0 else { continue }
                switch behaviour {
                case .silent: break
                case .says(let bytes): _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                case .closes:
                    close(connection)
                    connections[place] = -1
                }
            }
        }
        for connection in connections where connection >= 0 { close(connection) }
    }
}
