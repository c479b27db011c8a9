import NIOCore
import Registration
import Signalling
import Testing

@testable import ControllerServer

/// A server ends: whoever waits is answered, and nothing is left.
@Suite struct ControllerServerShutDownTests {
    /// A server that serves one registration and then none, with one device registered: whoever comes next waits.
    private static func busyServer() throws -> RunningServer {
        let running = try RunningServer { $0.serviceRatePerSecondMax = 1e-6 }
        let first = try SIPDevice("1000", overTCP: false, to: running)
        try first.askToRegister()
        #expect(try first.answers(until: 200).statuses == [200])
        return running
    }

    @Test("A REGISTER that waits is refused with 503 and a time", arguments: [false, true])
    func sip(isStream: Bool) throws {
        let running = try Self.busyServer()
        let phone = try SIPDevice("1001", overTCP: isStream, to: running)
        try phone.askToRegister()
        #expect(running.waits(for: 2, .sipRequests) && running.waits(forDepth: 1))
        running.server.shutDown()
        let (statuses, text) = try phone.answers(until: 503)
        #expect(statuses == (isStream ? [100, 503] : [503]))
        #expect(text.contains("\r\nRetry-After: 1\r\n") && text.contains("Call-ID: c1001@"))
        // A connection ends behind the refusal.
        if isStream { try phone.channel.closeFuture.wait() }
        try running.shutDown(serverToo: false)
    }

    @Test("A phone of SCCP that waits is rejected, and all connections end")
    func sccp() throws {
        let running = try Self.busyServer()
        let phones = try (1...3).map { try SCCPDevice($0, to: running) }
        for phone in phones { try phone.askToRegister() }
        let silent = try SCCPDevice(4, to: running)
        #expect(running.waits(for: 3, .sccpMessages) && running.waits(for: 4, .connectionsAccepted))
        running.server.shutDown()
        for phone in phones {
            try phone.channel.closeFuture.wait()
            #expect(try phone.messages(atLeast: 1) == [.registerReject])
        }
        try silent.channel.closeFuture.wait()
        #expect(running.count(.connectionsClosed) == 4)
        #expect(running.server.parts.registeredDeviceCount == 1)
        try running.shutDown(serverToo: false)
    }

    @Test("Registered phones of SCCP lose their connection and their registration", arguments: [1, 3])
    func registered(loopCount: Int) throws {
        let running = try RunningServer { $0.eventLoopCount = loopCount }
        let phones = try (1...6).map { try SCCPDevice($0, to: running) }
        for phone in phones {
            try phone.askToRegister()
            #expect(try phone.messages(atLeast: 1).first == .registerAck)
        }
        running.server.shutDown()
        for phone in phones { try phone.channel.closeFuture.wait() }
        #expect(running.server.parts.registeredDeviceCount == 0)
        try running.shutDown(serverToo: false)
    }

    @Test("The addresses of a server that has ended are free")
    func addresses() throws {
        let first = try RunningServer()
        let server = first.server
        try first.shutDown()
        let again = try RunningServer {
            $0.sccpAddress = server.sccpAddress
            $0.sipAddress = server.sipAddress
            $0.adminAddress = server.adminAddress
        }
        #expect(again.server.sipAddress == server.sipAddress)
        try again.shutDown()
    }

    @Test("Nothing of a server that has ended is left in memory")
    func memory() throws {
        weak var witness: Witness?
        do {
            let object = Witness()
            witness = object
            let running = try RunningServer(witness: object) { $0.serviceRatePerSecondMax = 1e-6 }
            for number in 1...2 { try SCCPDevice(number, to: running).askToRegister() }
            #expect(running.waits(for: 2, .sccpMessages))
            try running.shutDown()
        }
        #expect(witness == nil)
    }

    @Test("Nothing of a server that could not be started is left in memory")
    func memoryOfFailure() throws {
        let running = try RunningServer()
        weak var witness: Witness?
        do {
            let object = Witness()
            witness = object
            #expect(throws: ServerFailure.self) {
                _ = try RunningServer.start(witness: object) { $0.adminAddress = running.server.adminAddress }
            }
        }
        #expect(witness == nil)
        try running.shutDown()
    }
}
