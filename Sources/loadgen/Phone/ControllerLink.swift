import Provisioning
import Registration
import Signalling

/// A phone's connection to one of its controllers: messages of SCCP over TCP.
final class ControllerLink {
    /// Whether the phone was registered over it; a registration ends with its connection.
    var carriesRegistration = false
    /// Whether a registration was asked for whose arrival the phone was not told of yet.
    var awaitsReceipt = false
    /// Whether a ping is unanswered that asked no more than whether the controller is there.
    var awaitsProbeAnswer = false
    /// Whether the phone gave up its registration over it.
    var isLeaving = false
    /// The connection.
    let connection: TCPConnection

    /// Begins to connect.
    init(to endpoint: IPv4Endpoint) throws(SocketError) { connection = try TCPConnection(to: endpoint) }

    /// Whether it is of use, or may be soon.
    var isUsable: Bool { connection.state != .closed && !isLeaving }

    /// Says something.
    func say(_ message: some SCCP.Message) {
        let bytes = try? [UInt8](capacity: message.frameByteCount()) { output throws(SCCP.EncodingError) in
            try message.encode(into: &output)
        }
        if let bytes { connection.send(bytes) }
    }

    /// Asks a question that has no body.
    func ask(_ kind: SCCP.MessageKind) { if let signal = SCCP.Signal(kind) { say(signal) } }

    /// A message of the controller's.
    struct Frame {
        /// What it is.
        let header: SCCP.Header
        /// What it says.
        let body: [UInt8]
    }

    /// The next message that has come; `nil` when there is none. A stream that is none of SCCP's ends the connection.
    func next() -> Frame? {
        let received = connection.received
        switch SCCP.FrameScanner().scan(received.span) {
        case .incomplete: return nil
        case .failure:
            connection.close()
            return nil
        case .frame(let header, let byteCount):
            let body = Array(received[SCCP.Header.byteCount..<byteCount])
            connection.take(byteCount)
            return Frame(header: header, body: body)
        }
    }
}
