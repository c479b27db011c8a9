extension SCCP {
    /// What ``exercise(_:)`` found.
    public struct ExerciseOutcome: Hashable, Sendable {
        /// How many frames the bytes held.
        public var frameCount = 0
        /// How many of them held a message that could be read.
        public var messageCount = 0
        /// The kinds of which a message, written and read again, was another.
        public var changed: [MessageKind] = []
    }

    /// Runs any bytes through everything that reads: the entry of a fuzzer.
    ///
    /// The bytes are cut into frames, each body is read as what its header says, and what could be read is written and read again.
    /// An identifier that we do not know stands for one of ours, so that random bytes reach every reader. It allocates, and
    /// is of no other use.
    public static func exercise(_ bytes: Span<UInt8>) -> ExerciseOutcome {
        var outcome = ExerciseOutcome()
        var start = 0
        while start < bytes.count,
            case .frame(var header, let byteCount) = FrameScanner().scan(bytes.extracting(start..<bytes.count))
        {
            let kinds = MessageKind.allCases
            let kind = header.kind ?? kinds[Int(header.messageID.rawValue % UInt32(kinds.count))]
            header.messageID = kind.id
            let body = bytes.extracting(start + Header.byteCount..<start + byteCount)
            outcome.frameCount += 1
            exercise(body, of: header, as: kind, outcome: &outcome)
            start += byteCount
        }
        return outcome
    }

    private static func exercise(
        _ body: Span<UInt8>, of header: Header, as kind: MessageKind, outcome: inout ExerciseOutcome
    ) {
        switch kind {
        case .keepAlive, .configStatRequest, .timeDateRequest, .buttonTemplateRequest, .versionRequest, .serverRequest,
            .softKeySetRequest, .softKeyTemplateRequest, .capabilitiesRequest, .keepAliveAck, .registerTokenAck:
            exercise(Signal.self, body, of: header, outcome: &outcome)
        case .forwardStatRequest, .speedDialStatRequest, .lineStatRequest:
            exercise(StatusRequest.self, body, of: header, outcome: &outcome)
        case .registerRequest: exercise(RegisterRequest.self, body, of: header, outcome: &outcome)
        case .capabilitiesResponse: exercise(CapabilitiesResponse.self, body, of: header, outcome: &outcome)
        case .alarm: exercise(Alarm.self, body, of: header, outcome: &outcome)
        case .unregisterRequest: exercise(UnregisterRequest.self, body, of: header, outcome: &outcome)
        case .registerTokenRequest: exercise(RegisterTokenRequest.self, body, of: header, outcome: &outcome)
        case .registerAvailableLines: exercise(RegisterAvailableLines.self, body, of: header, outcome: &outcome)
        case .registerAck: exercise(RegisterAck.self, body, of: header, outcome: &outcome)
        case .forwardStat: exercise(ForwardStat.self, body, of: header, outcome: &outcome)
        case .speedDialStat: exercise(SpeedDialStat.self, body, of: header, outcome: &outcome)
        case .lineStat: exercise(LineStat.self, body, of: header, outcome: &outcome)
        case .configStat: exercise(ConfigStat.self, body, of: header, outcome: &outcome)
        case .defineTimeDate: exercise(DefineTimeDate.self, body, of: header, outcome: &outcome)
        case .buttonTemplate: exercise(ButtonTemplate.self, body, of: header, outcome: &outcome)
        case .versionResponse: exercise(VersionResponse.self, body, of: header, outcome: &outcome)
        case .registerReject: exercise(RegisterReject.self, body, of: header, outcome: &outcome)
        case .serverResponse: exercise(ServerResponse.self, body, of: header, outcome: &outcome)
        case .reset: exercise(Reset.self, body, of: header, outcome: &outcome)
        case .softKeyTemplate: exercise(SoftKeyTemplate.self, body, of: header, outcome: &outcome)
        case .softKeySets: exercise(SoftKeySets.self, body, of: header, outcome: &outcome)
        case .unregisterAck: exercise(UnregisterAck.self, body, of: header, outcome: &outcome)
        case .registerTokenReject: exercise(RegisterTokenReject.self, body, of: header, outcome: &outcome)
        case .configStatDynamic: exercise(ConfigStatDynamic.self, body, of: header, outcome: &outcome)
        case .lineStatDynamic: exercise(LineStatDynamic.self, body, of: header, outcome: &outcome)
        case .speedDialStatDynamic: exercise(SpeedDialStatDynamic.self, body, of: header, outcome: &outcome)
        case .spcpRegisterTokenRequest: exercise(SPCPRegisterTokenRequest.self, body, of: header, outcome: &outcome)
        case .spcpRegisterTokenAck: exercise(SPCPRegisterTokenAck.self, body, of: header, outcome: &outcome)
        case .spcpRegisterTokenReject: exercise(SPCPRegisterTokenReject.self, body, of: header, outcome: &outcome)
        }
    }

    /// Reads a body as one kind of message; if it is one, writes it and reads it again.
    private static func exercise<Read: Message>(
        _ type: Read.Type, _ body: Span<UInt8>, of header: Header, outcome: inout ExerciseOutcome
    ) {
        guard let message = try? Read(parsing: body, of: header) else { return }
        outcome.messageCount += 1
        let frame = [UInt8](capacity: encodedFrameByteCountMax) { output in
            try? message.encode(in: header.version, into: &output)
        }
        guard case .frame(let again, let byteCount) = FrameScanner().scan(frame.span), byteCount == frame.count,
            let second = try? Read(parsing: frame.span.extracting(Header.byteCount..<byteCount), of: again),
            second == message
        else { return outcome.changed.append(header.kind ?? message.kind) }
    }
}
