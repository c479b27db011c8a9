public import Devices
public import Registration

/// Asks for an address on an interface, and waits for it.
///
/// A device without an address sends from none and takes broadcasts. The system delivers those only where the interface is up, and where
/// it checks the way back of what comes (`rp_filter`) only if some route leads there.
public struct DHCPClient: Sendable {
    /// Where it asks.
    public let interface: NetworkInterface
    /// As whom.
    public let hardwareAddress: MACAddress
    /// How often, and how long it waits.
    public var schedule: RetransmissionSchedule

    /// A client on `interface` of the device with this MAC address.
    public init(
        _ interface: NetworkInterface, as hardwareAddress: MACAddress, schedule: RetransmissionSchedule = .dhcp
    ) {
        self.interface = interface
        self.hardwareAddress = hardwareAddress
        self.schedule = schedule
    }

    /// The ports of the protocol.
    static let ports = (server: UInt16(67), client: UInt16(68))

    /// Asks until there is a lease, or the schedule is at its end. Blocks; looks at `isCancelled` at least once a second.
    ///
    /// - Parameters:
    ///   - address: the one that the device has and wants to keep; `nil` for one that a server chooses.
    ///   - clock: tells the time; it need not be the system's.
    public func lease(
        keeping address: IPv4Address? = nil, clock: () -> Instant, random: inout some RandomNumberGenerator,
        isCancelled: () -> Bool
    ) throws(DHCPFailure) -> AddressLease {
        let socket: UDPSocket
        do throws(SocketError) {
            socket = try UDPSocket(port: Self.ports.client, on: interface)
        } catch {
            throw .socket(error)
        }
        var exchange = DHCPExchange(
            hardwareAddress, keeping: address, schedule: schedule, at: clock(), random: &random)
        var step = exchange.ask(at: clock(), random: &random)
        while true {
            switch step {
            case .none: break
            case .send(let message): try Self.broadcast(message, by: socket)
            case .leased(let lease): return lease
            case .failed(let failure): throw failure
            }
            guard !isCancelled() else { throw .cancelled }
            let datagram = try Self.datagram(of: socket, within: exchange.deadline - clock())
            let now = clock()
            step = datagram.map { exchange.receive($0.bytes.span, at: now, random: &random) } ?? .none
            if step == .none, now >= exchange.deadline { step = exchange.ask(at: now, random: &random) }
        }
    }

    private static func broadcast(_ message: DHCPMessage, by socket: borrowing UDPSocket) throws(DHCPFailure) {
        // What a device asks for fits into a message at all times.
        guard let bytes = try? message.bytes() else { return }
        do throws(SocketError) {
            try socket.send(bytes, to: IPv4Endpoint(IPv4Address(.max), port: ports.server))
        } catch {
            throw .socket(error)
        }
    }

    private static func datagram(
        of socket: borrowing UDPSocket, within span: Nanoseconds
    ) throws(DHCPFailure) -> Datagram? {
        do throws(SocketError) {
            return try socket.receive(within: span)
        } catch {
            throw .socket(error)
        }
    }
}
