import Registration
import Signalling
import TestSupport
import Testing

/// A phone that speaks SCCP over a connection of its own, as far as tests need one. It notes all that is said.
final class SCCPPhone {
    /// A frame, and whose it is.
    struct Frame: Equatable {
        let sender: TCPCapture.End
        let kind: SCCP.MessageKind
        let bytes: [UInt8]
        /// When it was said or heard.
        var time = ContinuousClock.now
    }

    let device: DeviceName
    /// Its model.
    var deviceType = SCCP.DeviceType.phone7941
    /// All that was said so far.
    private(set) var frames: [Frame] = []
    private let connection: RawConnection
    private let protocolVersion: UInt8
    private var unread: [UInt8] = []

    /// What it heard in place of an answer.
    struct NoAnswer: Error, CustomStringConvertible {
        let expected: SCCP.MessageKind
        let found: String

        var description: String { "\(expected) was expected, not \(found)" }
    }

    /// Connects a phone that speaks this version of the protocol.
    init(_ number: UInt64, to place: Place, protocolVersion: UInt8 = 17) throws {
        device = DeviceName(macAddress: number)
        self.protocolVersion = protocolVersion
        connection = try RawConnection(to: place)
    }

    private var station: SCCP.StationIdentifier { SCCP.StationIdentifier(deviceName: device) }

    /// Its request for a token.
    var token: SCCP.RegisterTokenRequest {
        SCCP.RegisterTokenRequest(station: station, ipv4Address: 0x7F00_0001, deviceType: deviceType)
    }

    /// Its request for a token where it is an SPCP device.
    var spcpToken: SCCP.SPCPRegisterTokenRequest {
        SCCP.SPCPRegisterTokenRequest(station: station, ipv4Address: 0x7F00_0001, deviceType: .phone7960)
    }

    /// Its request to be registered.
    var registration: SCCP.RegisterRequest {
        var request = SCCP.RegisterRequest(
            station: station, ipv4Address: 0x7F00_0001, deviceType: deviceType, form: .firmware)
        request.protocolVersion = protocolVersion
        return request
    }

    /// Says something.
    func say(_ message: some SCCP.Message) throws {
        let bytes = try [UInt8](capacity: message.frameByteCount()) { output throws(SCCP.EncodingError) in
            try message.encode(into: &output)
        }
        guard connection.send(bytes) else { throw NoAnswer(expected: message.kind, found: "a closed connection") }
        frames.append(Frame(sender: .client, kind: message.kind, bytes: bytes))
    }

    /// Waits for the next message, which is of this kind; a minute at most, which is for hangs only.
    @discardableResult
    func hear(_ kind: SCCP.MessageKind) throws -> Frame {
        guard let frame = try next(withinMilliseconds: 60_000) else {
            throw NoAnswer(expected: kind, found: "silence")
        }
        guard frame.kind == kind else { throw NoAnswer(expected: kind, found: "\(frame.kind)") }
        return frame
    }

    /// Says something and waits for its answer.
    @discardableResult
    func ask(_ message: some SCCP.Message, for kind: SCCP.MessageKind) throws -> Frame {
        try say(message)
        return try hear(kind)
    }

    /// Asks a question that has no body.
    @discardableResult
    func ask(_ question: SCCP.MessageKind, for kind: SCCP.MessageKind) throws -> Frame {
        try ask(try #require(SCCP.Signal(question)), for: kind)
    }

    /// The next message, or `nil` when there is none in time.
    func next(withinMilliseconds milliseconds: Int32) throws -> Frame? {
        while true {
            switch SCCP.FrameScanner().scan(unread.span) {
            case .frame(let header, let byteCount):
                let kind = try #require(header.kind, "message \(header.messageID.rawValue)")
                let frame = Frame(sender: .server, kind: kind, bytes: Array(unread.prefix(byteCount)))
                unread.removeFirst(byteCount)
                frames.append(frame)
                return frame
            case .failure(let error): throw error
            case .incomplete: break
            }
            switch connection.hear(withinMilliseconds: milliseconds) {
            case .bytes(let bytes): unread += bytes
            case .silence: return nil
            case .end: throw NoAnswer(expected: .keepAliveAck, found: "the end of the connection")
            }
        }
    }

    /// Pings its controller. Before the answer, it may hear messages of `others`.
    func ping(skipping others: Set<SCCP.MessageKind> = []) throws {
        try say(SCCP.Signal.keepAlive)
        while let frame = try next(withinMilliseconds: 60_000) {
            if frame.kind == .keepAliveAck { return }
            guard others.contains(frame.kind) else {
                throw NoAnswer(expected: .keepAliveAck, found: "\(frame.kind)")
            }
        }
        throw NoAnswer(expected: .keepAliveAck, found: "silence")
    }

    /// Registers and asks for all that a phone asks for, up to where it counts as registered.
    func register(lineCount: UInt32 = 1) throws {
        try ask(registration, for: .registerAck)
        try hear(.capabilitiesRequest)
        // G.711, in both its laws.
        var capabilities = SCCP.FixedList<18, SCCP.CapabilitiesResponse.Capability>()
        for codec in [2, 4] as [UInt32] {
            capabilities.append(.init(codec: codec, framesPerPacketMax: 40, parameters: 0))
        }
        try say(SCCP.CapabilitiesResponse(capabilities: capabilities))
        try ask(.buttonTemplateRequest, for: .buttonTemplate)
        try ask(.softKeyTemplateRequest, for: .softKeyTemplate)
        try ask(.softKeySetRequest, for: .softKeySets)
        try ask(.configStatRequest, for: .configStat)
        for line in 1...lineCount {
            try ask(SCCP.StatusRequest.line(line), for: .lineStat)
            try ask(SCCP.StatusRequest.forward(line: line), for: .forwardStat)
        }
        try say(SCCP.RegisterAvailableLines(lineCountMax: lineCount))
        try ask(.timeDateRequest, for: .defineTimeDate)
    }
}
