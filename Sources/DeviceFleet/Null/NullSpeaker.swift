internal import Registration
internal import Signalling

/// A protocol as the null registrar speaks it over a connection.
protocol NullSpeaker {
    /// What is kept of a connection.
    associatedtype Session

    /// The conversation at the beginning of a connection.
    func open() -> Session

    /// Answers the first bytes of a connection; returns how many are done with, `nil` where no more can be understood.
    func answer(_ bytes: Span<UInt8>, _ session: inout Session, into room: StreamRoom) -> Int?
}

/// SIP: each request is answered 200, with its own header and a contact: whoever asks is bound.
struct NullSIP: NullSpeaker {
    func open() -> SIPFrameScanner { SIPFrameScanner(role: .server) }

    func answer(_ bytes: Span<UInt8>, _ session: inout SIPFrameScanner, into room: StreamRoom) -> Int? {
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            switch session.next(in: rest) {
            case .incomplete: return start
            case .ping(let byteCount), .emptyLine(let byteCount): start += byteCount
            case .fault: return nil
            case .message(let byteCount):
                do throws(SIPOutputFull) {
                    try room.append { output throws(SIPOutputFull) in
                        try Self.write(answerTo: rest.extracting(0..<byteCount), into: &output)
                    }
                } catch {
                    return nil
                }
                start += byteCount
            }
        }
        return start
    }

    private static let statusLine = Array("SIP/2.0 200 OK\r\nContact: <sip:null@127.0.0.1>\r\n".utf8)

    /// Writes the answer to a request: what follows its first line, behind another one.
    static func write(answerTo request: Span<UInt8>, into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        var start = 0
        while start < request.count, request[start] != 0x0A { start += 1 }
        guard start + 1 < request.count, output.freeCapacity >= statusLine.count + request.count - start - 1 else {
            throw SIPOutputFull()
        }
        for byte in statusLine { output.append(byte) }
        for place in start + 1..<request.count { output.append(request[place]) }
    }
}

/// SCCP: each token is granted, each phone registered, each question that a phone waits for answered.
struct NullSCCP: NullSpeaker {
    func open() -> SCCP.FrameScanner { SCCP.FrameScanner() }

    func answer(_ bytes: Span<UInt8>, _ session: inout SCCP.FrameScanner, into room: StreamRoom) -> Int? {
        var start = 0
        while true {
            switch session.scan(bytes.extracting(start..<bytes.count)) {
            case .incomplete: return start
            case .failure: return nil
            case .frame(let header, let byteCount):
                start += byteCount
                if let kind = header.kind { answer(kind, into: room) }
            }
        }
    }

    private func answer(_ kind: SCCP.MessageKind, into room: StreamRoom) {
        switch kind {
        case .registerTokenRequest: append(.registerTokenAck, to: room)
        case .keepAlive: append(.keepAliveAck, to: room)
        case .registerRequest:
            room.append(
                SCCP.RegisterAck(
                    keepAliveSeconds: 30, secondaryKeepAliveSeconds: 30, protocolVersion: 17,
                    dateTemplate: SCCP.FixedText(truncating: "D/M/Y")))
            append(.capabilitiesRequest, to: room)
        case .timeDateRequest: room.append(SCCP.DefineTimeDate(systemTime: 0))
        default: break
        }
    }

    private func append(_ kind: SCCP.MessageKind, to room: StreamRoom) {
        if let signal = SCCP.Signal(kind) { room.append(signal) }
    }
}
