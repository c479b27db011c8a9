import NIOCore
import NIOEmbedded
import Registration
import Signalling
import TestSupport
import Testing

@testable import ControllerServer

@Suite struct SCCPConnectionTests {
    @Test("A phone that asks for its token, and then for all that a registration takes, is registered")
    func wholeRegistration() throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        #expect(try phone.send(SCCP.Signal.keepAlive) == [.keepAliveAck])
        #expect(try phone.send(phone.token) == [.registerTokenAck])
        let steps = try phone.register()
        let expected: [(SCCP.MessageKind, [SCCP.MessageKind])] = [
            (.registerRequest, [.registerAck, .capabilitiesRequest]), (.capabilitiesResponse, []),
            (.buttonTemplateRequest, [.buttonTemplate]), (.softKeyTemplateRequest, [.softKeyTemplate]),
            (.softKeySetRequest, [.softKeySets]), (.configStatRequest, [.configStat]),
            (.lineStatRequest, [.lineStat]), (.forwardStatRequest, [.forwardStat]),
            (.lineStatRequest, [.lineStat]), (.forwardStatRequest, [.forwardStat]),
            (.registerAvailableLines, []), (.timeDateRequest, [.defineTimeDate]),
        ]
        #expect(steps.map(\.sent) == expected.map(\.0))
        #expect(steps.map(\.heard) == expected.map(\.1))
        #expect(test.core.entry(of: phone.device)?.device == phone.device)
        #expect(test.core.counts[.tokensRedeemed] == 1)
        #expect(test.loop.counters[.sccpRegistered] == 1)
        #expect(test.loop.counters[.sccpUnexpectedMessages] == 0)
    }

    @Test("What the analyser makes of a registration is what was said, and nothing is malformed")
    func dissected() throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        _ = try phone.send(phone.token)
        _ = try phone.register()
        var capture = TCPCapture(serverPort: 2_000)
        for frame in phone.heard { capture.send(frame, from: .server) }
        let packets = try Tshark.dissect(
            capture, port: 2_000, as: "skinny",
            fields: Tshark.complaints + ["skinny.messageId", "skinny.DeviceName", "skinny.lineDirNumber"])
        try #require(packets.count == phone.heard.count)
        for packet in packets { for complaint in Tshark.complaints { #expect(packet[complaint] == []) } }
        let first = try #require(test.core.entry(of: phone.device)?.lines.first)
        #expect(packets.compactMap { $0["skinny.lineDirNumber"]?.first } == [first.description])
        #expect(packets.compactMap { $0["skinny.DeviceName"]?.first } == [phone.device.description])
    }

    @Test("A message cut anywhere is answered when its last byte has come", arguments: 1..<60)
    func cut(place: Int) throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        var bytes = ByteBuffer()
        bytes.write(phone.token)
        let first = bytes.readBytes(length: place) ?? []
        #expect(try phone.send(ByteBuffer(bytes: first)) == [])
        #expect(try phone.send(bytes) == [.registerTokenAck])
    }

    @Test("A newer connection of a device takes the older one's place, which frees nothing")
    func replaced() throws {
        let test = try TestLoops()
        let older = try TestPhone(1, in: test)
        _ = try older.register()
        let newer = try TestPhone(1, in: test)
        #expect(try newer.send(newer.registration) == [.registerAck, .capabilitiesRequest])
        #expect(older.isClosed)
        #expect(test.core.entry(of: newer.device) != nil)
        #expect(test.loop.counters[.connectionsReplaced] == 1)
        #expect(test.loop.exchangeCount == 1)
    }

    @Test("A device that leaves, or whose connection is lost, is registered no more", arguments: [true, false])
    func left(says: Bool) throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        _ = try phone.register()
        if says {
            #expect(try phone.send(SCCP.UnregisterRequest()) == [.unregisterAck])
            #expect(try phone.send(SCCP.Signal.keepAlive) == [.keepAliveAck])
        } else {
            phone.channel.close(promise: nil)
            test.run()
            #expect(test.loop.exchangeCount == 0)
        }
        #expect(test.core.entry(of: phone.device) == nil)
        #expect(test.devices.count == 0)
    }

    @Test("While registrations queue, pings and tokens are answered at once, and a repeated request waits")
    func storm() throws {
        let test = try TestLoops(serviceRate: 10)
        let phones = try (1...100).map { try TestPhone($0, in: test) }
        for phone in phones { _ = try phone.send(phone.registration) }
        let last = try #require(phones.last)
        #expect(try last.send(last.registration) == [])
        #expect(try last.send(SCCP.Signal.keepAlive) == [.keepAliveAck])
        let other = try TestPhone(1_000, in: test)
        #expect(try other.send(other.token) == [.registerTokenAck])
        test.advance(by: .seconds(10))
        #expect(try last.hear() == [.registerAck, .capabilitiesRequest])
    }

    @Test("A denial carries whole seconds of the device's own, in the words of its protocol", arguments: [false, true])
    func denied(isSPCP: Bool) throws {
        let test = try TestLoops(law: .none)
        var waits: [UInt32] = []
        for number in 1...3 {
            let phone = try TestPhone(number, in: test)
            if isSPCP {
                let request = SCCP.SPCPRegisterTokenRequest(
                    station: phone.station, ipv4Address: 1, deviceType: .phone7960)
                #expect(try phone.send(request) == [.spcpRegisterTokenReject])
            } else {
                #expect(try phone.send(phone.token) == [.registerTokenReject])
            }
            let bytes = try #require(phone.heard.last)
            waits.append(UInt32(bytes[12]) | UInt32(bytes[13]) << 8)
            #expect(try phone.send(phone.registration) == [.registerReject])
        }
        #expect(waits.allSatisfy { $0 >= 1 })
        #expect(test.core.queueDepths == [0, 0, 0])
    }

    @Test("What is malformed, no frame, or a controller's closes the connection and harms no other")
    func malformed() throws {
        let test = try TestLoops()
        let healthy = try TestPhone(1, in: test)
        _ = try healthy.register()
        var short = ByteBuffer()
        short.writeBytes([4, 0, 0, 0, 0, 0, 0, 0, 0x29, 0, 0, 0])
        var huge = ByteBuffer()
        huge.writeBytes([0xFF, 0xFF, 0xFF, 0x7F])
        var controllers = ByteBuffer()
        controllers.write(SCCP.Signal.keepAliveAck)
        for (number, bytes) in [short, huge, controllers].enumerated() {
            let phone = try TestPhone(100 + number, in: test)
            #expect(try phone.send(bytes) == [])
            #expect(phone.isClosed)
        }
        #expect(test.loop.counters[.sccpMalformedMessages] == 1)
        #expect(test.loop.counters[.sccpBrokenFrames] == 1)
        #expect(try healthy.send(SCCP.Signal.keepAlive) == [.keepAliveAck])
        #expect(test.loop.exchangeCount == 1)
    }

    @Test("What a peer says behind what closed its connection does nothing")
    func behindTheEnd() throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        var bytes = ByteBuffer()
        bytes.write(SCCP.Signal.keepAliveAck)
        bytes.write(phone.registration)
        bytes.write(SCCP.Signal.keepAlive)
        #expect(try phone.send(bytes) == [])
        #expect(phone.isClosed)
        #expect(test.core.counts[.registrationRequests] == 0 && test.loop.counters[.sccpKeepAlives] == 0)
    }

    @Test("Another device's name on a connection closes it")
    func otherName() throws {
        let test = try TestLoops()
        let phone = try TestPhone(1, in: test)
        let stranger = try TestPhone(2, in: test)
        _ = try phone.send(phone.token)
        #expect(try phone.send(stranger.registration) == [])
        #expect(phone.isClosed)
    }

    @Test("Who says nothing, sends a message too slowly, or falls silent is closed in time")
    func deadlines() throws {
        let test = try TestLoops()
        let silent = try TestPhone(1, in: test)
        let slow = try TestPhone(2, in: test)
        let registered = try TestPhone(3, in: test)
        _ = try registered.register()
        for byte: UInt8 in [52, 0, 0, 0, 0, 0, 0, 0, 0x29, 0] {
            _ = try slow.send(ByteBuffer(bytes: [byte]))
            test.clock.advance(by: .milliseconds(900))
            test.loop.keepUp()
        }
        #expect(!slow.isClosed)
        test.clock.advance(by: .seconds(1))
        _ = try slow.send(ByteBuffer(bytes: [0]))
        test.loop.keepUp()
        #expect(slow.isClosed && silent.isClosed && !registered.isClosed)
        test.clock.advance(by: .seconds(79))
        test.loop.keepUp()
        #expect(!registered.isClosed)
        test.clock.advance(by: .seconds(2))
        test.loop.keepUp()
        #expect(registered.isClosed)
        #expect(test.core.entry(of: registered.device) == nil)
    }

    @Test("More connections than there may be are closed, until one has left")
    func limit() throws {
        let test = try TestLoops(exchanges: 2)
        let phones = try (1...3).map { try TestPhone($0, in: test) }
        #expect(phones.map(\.isClosed) == [false, false, true])
        phones[0].channel.close(promise: nil)
        test.run()
        let another = try TestPhone(4, in: test)
        #expect(!another.isClosed)
    }

    @Test("A server that stops refuses what is queued")
    func shutDown() throws {
        let test = try TestLoops(serviceRate: 1)
        let phones = try (1...80).map { try TestPhone($0, in: test) }
        for phone in phones { _ = try phone.send(phone.registration) }
        test.loop.shutDown()
        let last = try #require(phones.last)
        #expect(try last.hear() == [.registerReject])
        #expect(phones.count { $0.isClosed } == 80)
    }
}
