import Registration
import Testing

@testable import Signalling

/// Messages byte for byte, computed by hand from the layouts.
@Suite("SCCP vectors")
struct SCCPVectorTests {
    static func name(_ text: String) throws -> DeviceName { try #require(DeviceName(text)) }

    @Test(
        "A message that is its identifier alone has twelve bytes",
        arguments: [
            (SCCP.Signal.keepAlive, "04000000 00000000 00000000"),
            (SCCP.Signal.keepAliveAck, "04000000 00000000 00010000"),
            (SCCP.Signal.registerTokenAck, "04000000 00000000 1A010000"),
            (SCCP.Signal.capabilitiesRequest, "04000000 00000000 9B000000"),
        ])
    func signals(signal: SCCP.Signal, bytes: String) throws {
        #expect(try SCCPBytes.frame(of: signal) == SCCPBytes.bytes(bytes))
        #expect(try SCCPBytes.message(in: SCCPBytes.bytes(bytes)) == signal)
    }

    @Test("A token is granted in chan-sccp's form as well")
    func paddedGrant() throws {
        let bytes = SCCPBytes.bytes("08000000 00000000 1A010000 00000000")
        #expect(try SCCPBytes.message(in: bytes) == SCCP.Signal.registerTokenAck)
    }

    @Test("A token request is as computed, and is understood with a word more and with the IPv6 address left out")
    func tokenRequest() throws {
        let request = SCCP.RegisterTokenRequest(
            station: SCCP.StationIdentifier(deviceName: try Self.name("SEP0123456789AB")), ipv4Address: 0x0A00_0007,
            deviceType: .phone7941)
        let fields = "29000000 53455030 31323334 35363738 39414200 00000000 01000000 0A000007 73000000"
        let address = String(repeating: "00", count: 16)
        let vector = SCCPBytes.bytes("34000000 00000000" + fields + address)
        #expect(vector.count == 60)
        #expect(try SCCPBytes.frame(of: request) == vector)
        #expect(try SCCPBytes.message(in: vector) == request)
        #expect(
            try SCCPBytes.message(in: SCCPBytes.bytes("38000000 00000000" + fields + address + "FFFFFFFF")) == request)
        #expect(try SCCPBytes.message(in: SCCPBytes.bytes("24000000 00000000" + fields)) == request)
    }

    @Test("A token is refused for 30 seconds")
    func tokenReject() throws {
        let vector = SCCPBytes.bytes("08000000 00000000 1B010000 1E000000")
        #expect(try SCCPBytes.frame(of: SCCP.RegisterTokenReject(waitSeconds: 30)) == vector)
        #expect(try SCCPBytes.message(SCCP.RegisterTokenReject.self, in: vector).waitSeconds == 30)
        let spcp = SCCPBytes.bytes("08000000 00000000 01810000 1E000000")
        #expect(try SCCPBytes.frame(of: SCCP.SPCPRegisterTokenReject(waitSeconds: 30)) == spcp)
        #expect(try SCCPBytes.message(SCCP.SPCPRegisterTokenReject.self, in: spcp).waitSeconds == 30)
        let granted = SCCPBytes.bytes("08000000 00000000 00810000 FFFF0000")
        #expect(try SCCPBytes.frame(of: SCCP.SPCPRegisterTokenAck()) == granted)
    }

    @Test(
        "A registration is acknowledged with the features of the phone's version",
        arguments: [(3, "03000000"), (4, "0420F1FE"), (10, "0A20F1FE"), (11, "0B20F1FF"), (22, "1620F1FF")])
    func acknowledgment(version: UInt8, tail: String) throws {
        let acknowledgment = SCCP.RegisterAck(
            keepAliveSeconds: 30, secondaryKeepAliveSeconds: 60, protocolVersion: version,
            dateTemplate: SCCP.FixedText(truncating: "D.M.Y"))
        let vector = SCCPBytes.bytes(
            "18000000 00000000 81000000 1E000000 442E4D2E 59000000 3C000000" + tail)
        #expect(try SCCPBytes.frame(of: acknowledgment) == vector)
        #expect(try SCCPBytes.message(in: vector) == acknowledgment)
    }

    @Test(
        "What real phones say of themselves is read",
        arguments: [
            ("0B006085", 11, 0x8560), ("0F207085", 15, 0x8570), ("11007285", 17, 0x8572),
        ] as [(String, UInt8, UInt16)])
    func features(bytes: String, version: UInt8, features: UInt16) throws {
        let body =
            "53455030 31323334 35363738 39414200 00000000 01000000 0A000007 73000000 05000000 02000000" + bytes
        let frame = SCCPBytes.bytes("30000000 00000000 01000000" + body)
        let request = try SCCPBytes.message(SCCP.RegisterRequest.self, in: frame)
        #expect(request.form == .protocolVersion)
        #expect(request.activeStreamCount == 2)
        #expect(request.protocolVersion == version)
        #expect(request.features.rawValue == features)
        #expect(request.features.contains(.utf8) == (features & 0x10 != 0))
        #expect(try SCCPBytes.frame(of: request) == frame)
    }

    @Test("A phone that leaves may give no reason")
    func unregister() throws {
        #expect(
            try SCCPBytes.message(in: SCCPBytes.bytes("04000000 00000000 27000000"))
                == SCCP.UnregisterRequest(reason: 0))
        let vector = SCCPBytes.bytes("08000000 00000000 27000000 01000000")
        #expect(try SCCPBytes.frame(of: SCCP.UnregisterRequest(reason: 1)) == vector)
        #expect(try SCCPBytes.message(in: vector) == SCCP.UnregisterRequest(reason: 1))
    }
}
