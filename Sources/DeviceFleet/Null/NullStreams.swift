internal import Glibc

/// Answers what comes over connections. Used by one thread.
final class NullStreams<Speaker: NullSpeaker> {
    private struct Connection {
        var session: Speaker.Session
        /// The beginning of a message whose rest has not come yet.
        var incoming: [UInt8] = []
    }

    private let listener: Int32
    private let speaker: Speaker
    private let readiness: Readiness
    /// By descriptor.
    private var connections: [Int32: Connection] = [:]
    private let incoming = StreamRoom(capacity: 16_384)
    private let outgoing = StreamRoom(capacity: 65_536)

    /// Takes over a listening socket; `nil` where the system lacks the means to wait for it.
    init?(_ listener: Int32, _ speaker: Speaker) {
        guard let readiness = try? Readiness(),
            readiness.watch(listener, tag: UInt64(UInt32(bitPattern: listener)), isNew: true) == 0
        else {
            close(listener)
            return nil
        }
        self.listener = listener
        self.speaker = speaker
        self.readiness = readiness
    }

    deinit {
        close(listener)
        for descriptor in connections.keys { close(descriptor) }
    }

    /// Serves until it is stopped.
    func serve(_ isStopped: () -> Bool) {
        var ready: [Int32] = []
        while !isStopped() {
            ready.removeAll(keepingCapacity: true)
            readiness.wait(20_000_000) { tag, _, _ in ready.append(Int32(truncatingIfNeeded: tag)) }
            for descriptor in ready { descriptor == listener ? accept() : read(descriptor) }
        }
    }

    private func accept() {
        // A wait without new connections, or without descriptors for them, ends the row.
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            connections[descriptor] = Connection(session: speaker.open())
            _ = readiness.watch(descriptor, tag: UInt64(UInt32(bitPattern: descriptor)), isNew: true)
        }
    }

    private func read(_ descriptor: Int32) {
        guard var connection = connections[descriptor] else { return }
        incoming.clear()
        outgoing.clear()
        incoming.append(connection.incoming)
        let count = incoming.receive(over: descriptor)
        if count == -Int(EAGAIN) { return }
        let read = count > 0 ? incoming.read { speaker.answer($0, &connection.session, into: outgoing) } : nil
        guard let read, outgoing.count == 0 || outgoing.send(over: descriptor) == outgoing.count else {
            close(descriptor)
            connections[descriptor] = nil
            return
        }
        connection.incoming = incoming.bytes(from: read)
        connections[descriptor] = connection
    }
}
