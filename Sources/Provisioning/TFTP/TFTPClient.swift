public import Devices
public import Registration

/// Fetches files from a file server, and waits for them.
public struct TFTPClient: Sendable {
    /// The server.
    public let server: IPv4Endpoint
    /// How often it is asked, and how long it is waited for.
    public var schedule: RetransmissionSchedule

    /// The port that servers have.
    public static var port: UInt16 { 69 }

    /// A client of the server at an address.
    public init(_ server: IPv4Endpoint, schedule: RetransmissionSchedule = .tftp) {
        self.server = server
        self.schedule = schedule
    }

    /// Fetches the file of this name. Blocks, a minute at most; looks at `isCancelled` at least once a second.
    ///
    /// - Parameters:
    ///   - byteCountMax: the largest file that is taken.
    ///   - clock: tells the time; it need not be the system's.
    public func file(
        _ name: String, byteCountMax: Int = ProvisioningXML.byteCountMax, clock: () -> Instant,
        random: inout some RandomNumberGenerator, isCancelled: () -> Bool
    ) throws(TFTPFailure) -> [UInt8] {
        guard (1...TFTPMessage.nameByteCountMax).contains(name.utf8.count), !name.utf8.contains(0) else {
            throw .badName
        }
        let socket: UDPSocket
        do throws(SocketError) {
            socket = try UDPSocket()
        } catch {
            throw .socket(error)
        }
        var download = TFTPDownload(name, from: server, byteCountMax: byteCountMax, schedule: schedule, at: clock())
        var step = download.ask(at: clock(), random: &random)
        while true {
            try Self.send(step, by: socket)
            switch step.outcome {
            case nil: break
            case .finished(let file): return file
            case .failed(let failure): throw failure
            }
            guard !isCancelled() else { throw .cancelled }
            // Whatever comes meanwhile, the deadline is kept.
            guard clock() < download.deadline else {
                step = download.ask(at: clock(), random: &random)
                continue
            }
            let datagram = try Self.datagram(of: socket, within: download.deadline - clock())
            step =
                datagram.map { download.receive($0.bytes.span, from: $0.sender, at: clock(), random: &random) }
                ?? TFTPDownload.Step(receiver: server)
        }
    }

    private static func send(_ step: TFTPDownload.Step, by socket: borrowing UDPSocket) throws(TFTPFailure) {
        guard let message = step.message else { return }
        do throws(SocketError) {
            try socket.send(message.bytes, to: step.receiver)
        } catch {
            throw .socket(error)
        }
    }

    private static func datagram(
        of socket: borrowing UDPSocket, within span: Nanoseconds
    ) throws(TFTPFailure) -> Datagram? {
        do throws(SocketError) {
            return try socket.receive(within: span)
        } catch {
            throw .socket(error)
        }
    }
}
