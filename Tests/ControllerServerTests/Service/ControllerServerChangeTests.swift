import NIOCore
import Registration
import Signalling
import Testing

@testable import ControllerServer

/// Parameters change while devices are registered, who notice nothing.
@Suite struct ControllerServerChangeTests {
    /// Registers two phones, has `change` happen, and looks whether they are as they were.
    private static func dropsNobody(_ change: (RunningServer) throws -> Void) throws {
        let running = try RunningServer { $0.eventLoopCount = 2 }
        let phone = try SCCPDevice(1, to: running)
        try phone.askToRegister()
        #expect(try phone.messages(atLeast: 2) == [.registerAck, .capabilitiesRequest])
        let other = try SIPDevice("1001", overTCP: true, to: running)
        try other.askToRegister()
        #expect(try other.answers(until: 200).statuses == [100, 200])

        try change(running)

        try phone.send(try #require(SCCP.Signal(.keepAlive)))
        #expect(try phone.messages(atLeast: 3) == [.registerAck, .capabilitiesRequest, .keepAliveAck])
        try other.askToRegister(sequence: 2)
        // Answered at once: it is bound.
        #expect(try other.answers(until: 200, count: 3).statuses == [100, 200, 200])
        #expect(running.count(.sipRefreshes) == 1)
        #expect(running.count(.connectionsClosed) == 0)
        #expect(running.server.parts.registeredDeviceCount == 2)
        #expect(try running.request("GET", "/devices/\(phone.name)").contains("\"class\": \"phone\""))
        // And whoever comes now is served.
        let next = try SCCPDevice(2, to: running)
        try next.askToRegister()
        #expect(try next.messages(atLeast: 1).first == .registerAck)
        try running.shutDown()
    }

    @Test("Parameters changed by the admin interface drop nobody")
    func admin() throws {
        try Self.dropsNobody { running in
            let answer = try running.request(
                "PATCH", "/parameters", body: #"{"queueDepthHigh": 50, "serviceRatePerSecondMax": 200}"#)
            #expect(answer.contains("\"queueDepthHigh\": 50"))
            #expect(running.server.parameters.queueDepthHigh == 50)
        }
    }

    @Test("A configuration that is taken over drops nobody, and says what waits for the next start")
    func apply() throws {
        try Self.dropsNobody { running throws in
            var changed = running.server.parts.configuration
            changed.parameters.queueDepthHigh = 60
            changed.serviceRatePerSecondMax = 300
            #expect(running.server.apply(changed) == [])
            changed.linesPerPhone = 3
            changed.name = "another"
            #expect(running.server.apply(changed) == ["name", "lines"])
            #expect(running.server.parameters.queueDepthHigh == 60)
            #expect(running.server.parts.shared.core.serviceRatePerSecondMax == 300)
            #expect(try running.request("GET", "/health").contains("\"name\": \"controller\""))
        }
    }

    @Test("A law that has begun to deny answers a newcomer with a time, and keeps who is registered")
    func denial() throws {
        let running = try RunningServer {
            $0.law = .threshold
            $0.serviceRatePerSecondMax = 1e-6
        }
        let first = try SIPDevice("1000", overTCP: false, to: running)
        try first.askToRegister()
        #expect(try first.answers(until: 200).statuses == [200])
        let answer = try running.request(
            "PATCH", "/parameters", body: #"{"initialQueueDepthMax": 0, "retrySeconds": 7}"#)
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        let waiting = try SIPDevice("1001", overTCP: true, to: running)
        try waiting.askToRegister()
        #expect(try waiting.answers(until: 503).text.contains("\r\nRetry-After: "))
        #expect(running.server.parts.registeredDeviceCount == 1)
        try running.shutDown()
    }
}
