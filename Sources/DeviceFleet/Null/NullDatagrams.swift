internal import CPlatform
internal import Glibc
internal import Signalling

/// Answers datagrams of SIP with 200, a batch at a time. Used by one thread.
final class NullDatagrams {
    private let descriptor: Int32
    private let incoming = DatagramBatch(roomByteCount: 2_048)
    private let outgoing = DatagramBatch(roomByteCount: 2_048)

    /// Takes over a bound socket.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var size: Int32 = 8 << 20
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Serves until it is stopped.
    func serve(_ isStopped: () -> Bool) {
        guard let readiness = try? Readiness(), readiness.watch(descriptor, tag: 0, isNew: true) == 0 else { return }
        while !isStopped() {
            let count = incoming.receive(over: descriptor, notesPeers: true)
            guard count > 0 else {
                readiness.wait(20_000_000) { _, _, _ in }
                continue
            }
            var answerCount = 0
            for index in 0..<count {
                let isAnswered: Bool = incoming.read(index) { request in
                    do throws(SIPOutputFull) {
                        try outgoing.compose(at: answerCount) { output throws(SIPOutputFull) in
                            try NullSIP.write(answerTo: request, into: &output)
                        }
                        return true
                    } catch {
                        return false
                    }
                }
                guard isAnswered else { continue }
                outgoing.address(answerCount, likeSenderOf: index, of: incoming)
                answerCount += 1
            }
            // What the system does not take is lost, as on a network.
            _ = outgoing.send(answerCount, over: descriptor)
        }
    }
}
