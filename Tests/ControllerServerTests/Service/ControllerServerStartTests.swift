import NIOCore
import NIOPosix
import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct ControllerServerStartTests {
    @Test("A server listens for all three at ports that the system chose", arguments: [1, 3])
    func start(loopCount: Int) throws {
        let running = try RunningServer { $0.eventLoopCount = loopCount }
        for address in [running.server.sccpAddress, running.server.sipAddress, running.server.adminAddress] {
            let address = try #require(address)
            #expect(address.host == "127.0.0.1" && address.port > 0)
        }
        #expect(try running.request("GET", "/health").hasPrefix("HTTP/1.1 200 OK"))
        let phone = try SCCPDevice(1, to: running)
        try phone.askToRegister()
        #expect(try phone.messages(atLeast: 2) == [.registerAck, .capabilitiesRequest])
        for isStream in [false, true] {
            let phone = try SIPDevice(isStream ? "1001" : "1002", overTCP: isStream, to: running)
            try phone.askToRegister()
            #expect(try phone.answers(until: 200).statuses == (isStream ? [100, 200] : [200]))
        }
        #expect(running.server.parts.registeredDeviceCount == 3)
        try running.shutDown()
    }

    @Test("A server over IPv6 says so in its addresses")
    func ipv6() throws {
        let running = try RunningServer { $0.sipAddress = ListenAddress("[::1]:0") }
        #expect(try #require(running.server.sipAddress).description.hasPrefix("[::1]:"))
        try running.shutDown()
    }

    @Test("What is off is nowhere")
    func off() throws {
        let running = try RunningServer {
            $0.sccpAddress = nil
            $0.sipAddress = nil
        }
        #expect(running.server.sccpAddress == nil && running.server.sipAddress == nil)
        #expect(try running.request("GET", "/health").contains("\"ok\""))
        try running.shutDown()
        let silent = try RunningServer { $0.adminAddress = nil }
        #expect(silent.server.adminAddress == nil)
        try silent.shutDown()
    }

    @Test("Phones are told the controller's name")
    func name() throws {
        let running = try RunningServer { $0.name = "east-1" }
        #expect(try running.request("GET", "/health").contains("\"name\": \"east-1\""))
        let time = ControllerServer.Time(now: { .epoch }, wallClockSeconds: { 5 })
        let settings = running.server.parts.sccpSettings(time)
        #expect(settings.serverName == "east-1" && settings.wallClock() == 5)
        try running.shutDown()
    }

    /// Which socket of a server finds its port in use.
    enum Taken: String, CaseIterable, Sendable {
        case sccp, sipOverTCP, sipOverUDP, admin

        var protocolName: String { rawValue.hasPrefix("sip") ? "sip" : rawValue }
        /// An address of this test alone, whose ports nobody else is given.
        var host: String { "127.0.71.\(1 + (Taken.allCases.firstIndex(of: self) ?? 0))" }
    }

    @Test("A port in use is told with what to do, and nothing of the server is left", arguments: Taken.allCases)
    func portInUse(taken: Taken) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        func open(_ isStream: Bool) throws -> any Channel {
            let address = try SocketAddress(ipAddress: taken.host, port: 0)
            return try isStream
                ? ServerBootstrap(group: group).bind(to: address).wait()
                : DatagramBootstrap(group: group).bind(to: address).wait()
        }
        let other = try open(taken != .sipOverUDP)
        // Ports that are free, since they were just left.
        let free = try (0..<2).map { _ in
            let channel = try open(true)
            defer { try? channel.close().wait() }
            return ListenAddress(channel.localAddress)
        }
        let inUse = try #require(ListenAddress(other.localAddress))
        func start() throws -> ControllerServer {
            try RunningServer.start {
                $0.sccpAddress = taken == .sccp ? inUse : free[0]
                $0.sipAddress = taken.protocolName == "sip" ? inUse : taken == .sccp ? free[0] : free[1]
                $0.adminAddress = taken == .admin ? inUse : free[1]
            }
        }
        let failure = #expect(throws: ServerFailure.self) { _ = try start() }
        #expect(failure == .addressInUse(protocolName: taken.protocolName, address: inUse))
        let said = try #require(failure?.description)
        #expect(said.hasPrefix("\(inUse) is in use"))
        #expect(said.contains("another address with --\(taken.protocolName) ADDRESS:PORT"))
        // All of its other sockets were closed: what could not be started then can be now.
        try other.close().wait()
        let server = try start()
        #expect(server.adminAddress == (taken == .admin ? inUse : free[1]))
        server.shutDown()
        try group.syncShutdownGracefully()
    }

    @Test("An address of another machine is told with its reason")
    func foreignAddress() throws {
        let address = try #require(ListenAddress("192.0.2.1:0"))
        let failure = #expect(throws: ServerFailure.self) {
            _ = try RunningServer.start { $0.sipAddress = address }
        }
        guard case .cannotListen("sip", address, let reason) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(reason.contains("assign requested address"))
        #expect(failure?.description.contains("--sip ADDRESS:PORT") == true)
    }

    @Test("Two servers share no port")
    func twoServers() throws {
        let first = try RunningServer()
        let address = try #require(first.server.sipAddress)
        let failure = #expect(throws: ServerFailure.self) { _ = try RunningServer.start { $0.sipAddress = address } }
        #expect(failure == .addressInUse(protocolName: "sip", address: address))
        try first.shutDown()
    }

    @Test("The failure of memory says what to lower")
    func memory() {
        let failure = ServerFailure.outOfMemory(deviceCapacity: 5)
        #expect(failure.description == "not enough memory for 5 devices: lower capacity.devices in the configuration")
    }
}
