internal import AdminHTTP
internal import NIOCore
internal import NIOPosix
internal import Registration

/// The sockets of a server, and where they are bound.
struct ServerSockets {
    /// All of them.
    private(set) var channels: [any Channel] = []
    /// Where SCCP is spoken.
    private(set) var sccpAddress: ListenAddress?
    /// Where SIP is spoken.
    private(set) var sipAddress: ListenAddress?
    /// Where the admin interface is.
    private(set) var adminAddress: ListenAddress?

    /// How often the system may choose a port for two transports.
    private static var portChoiceMax: Int { 16 }

    /// None yet.
    init() {}

    /// Opens those that the configuration asks for. Blocks until they are open; where one cannot be, the others stay open until ``close()``.
    mutating func open(
        _ configuration: ServerConfiguration, parts: ServerParts, time: ControllerServer.Time,
        group: MultiThreadedEventLoopGroup
    ) throws(ServerFailure) {
        let listener = Listener(group: group, noteUnaccepted: parts.noteUnaccepted)
        if let address = configuration.sccpAddress {
            let settings = parts.sccpSettings(time)
            sccpAddress = try listen("sccp", at: address) { socketAddress in
                try listener.listen(at: socketAddress, for: parts.loops) { SCCPConnection(on: $0, settings: settings) }
                    .wait()
            }
        }
        if let address = configuration.sipAddress { try openSIP(at: address, parts, listener) }
        if let address = configuration.adminAddress {
            adminAddress = try listen("admin", at: address) { socketAddress in
                try AdminListener(AdminRouter(parts: parts), on: group, noteUnaccepted: parts.noteUnaccepted)
                    .listen(at: socketAddress).wait()
            }
        }
    }

    /// Both transports, at one port. One that the system chose for streams may be in use for datagrams: it chooses another one then.
    private mutating func openSIP(
        at address: ListenAddress, _ parts: ServerParts, _ listener: Listener
    ) throws(ServerFailure) {
        let before = channels.count
        for _ in 1..<Self.portChoiceMax where address.port == 0 {
            do throws(ServerFailure) {
                return try openSIPOnce(at: address, parts, listener)
            } catch {
                guard case .addressInUse = error, channels.count > before else { throw error }
                channels.removeLast().close(promise: nil)
            }
        }
        try openSIPOnce(at: address, parts, listener)
    }

    /// Streams first: two programs can have datagram sockets at one port that lets itself be shared, but not two that listen.
    private mutating func openSIPOnce(
        at address: ListenAddress, _ parts: ServerParts, _ listener: Listener
    ) throws(ServerFailure) {
        let registrars = parts.registrars
        let bound = try listen("sip", at: address) { socketAddress in
            try listener.listen(at: socketAddress, for: registrars) { SIPStreamHandler(registrar: $0) }.wait()
        }
        do {
            let socketAddress = try (bound ?? address).socketAddress()
            channels += try listener.receive(at: socketAddress, for: registrars) { SIPDatagramHandler(registrar: $0) }
                .wait()
        } catch {
            throw ServerFailure(error, protocolName: "sip", address: bound ?? address)
        }
        sipAddress = bound
    }

    private mutating func listen(
        _ protocolName: String, at address: ListenAddress, open: (SocketAddress) throws -> any Channel
    ) throws(ServerFailure) -> ListenAddress? {
        do {
            let channel = try open(try address.socketAddress())
            channels.append(channel)
            return ListenAddress(channel.localAddress)
        } catch {
            throw ServerFailure(error, protocolName: protocolName, address: address)
        }
    }

    /// Closes all.
    func close() { for channel in channels { channel.close(promise: nil) } }
}
