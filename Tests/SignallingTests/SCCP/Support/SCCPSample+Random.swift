import Registration
import Signalling
import TestSupport

/// Random messages of every kind.
struct SCCPSampleSource {
    var generator: SeededGenerator

    /// The versions in which layouts differ.
    static let versions = [0, 10, 17, 18, 22].map { SCCP.HeaderVersion(rawValue: $0) }

    /// One message of every kind, and one in each form and version where there are several.
    mutating func messages() throws -> [SCCPSample] {
        try SCCP.MessageKind.allCases.flatMap { kind in try samples(of: kind) }
    }

    /// Messages of one kind.
    mutating func samples(of kind: SCCP.MessageKind) throws -> [SCCPSample] {
        if let signal = SCCP.Signal(kind) { return [try SCCPSample(signal)] }
        return switch kind {
        case .registerRequest: try SCCP.RegisterRequest.Form.allCases.map { try SCCPSample(registerRequest($0)) }
        case .forwardStatRequest: [try SCCPSample(SCCP.StatusRequest.forward(line: word()))]
        case .speedDialStatRequest: [try SCCPSample(SCCP.StatusRequest.speedDial(word()))]
        case .lineStatRequest: [try SCCPSample(SCCP.StatusRequest.line(word()))]
        case .unregisterRequest: [try SCCPSample(SCCP.UnregisterRequest(reason: word()))]
        case .registerAvailableLines: [try SCCPSample(SCCP.RegisterAvailableLines(lineCountMax: word()))]
        case .reset: [try SCCPSample(SCCP.Reset(SCCP.Reset.Extent(rawValue: word())))]
        case .unregisterAck: [try SCCPSample(SCCP.UnregisterAck(status: word()))]
        case .registerTokenReject: [try SCCPSample(SCCP.RegisterTokenReject(waitSeconds: word()))]
        case .spcpRegisterTokenAck: [try SCCPSample(SCCP.SPCPRegisterTokenAck(features: word()))]
        case .spcpRegisterTokenReject: [try SCCPSample(SCCP.SPCPRegisterTokenReject(waitSeconds: word()))]
        case .registerTokenRequest, .spcpRegisterTokenRequest, .alarm, .registerAck, .registerReject:
            [try admission(kind)]
        case .capabilitiesResponse, .buttonTemplate, .softKeyTemplate, .softKeySets: try lists(kind)
        case .configStatDynamic, .lineStatDynamic, .speedDialStatDynamic: [try dynamic(kind)]
        case .forwardStat: try Self.versions.map { try forwardStat(in: $0) }
        case .serverResponse: try Self.versions.map { try serverResponse(in: $0) }
        default: [try configuration(kind)]
        }
    }

    /// A random word.
    mutating func word() -> UInt32 { UInt32.random(in: 0...(.max), using: &generator) }

    /// Random text of at most `byteCount` bytes.
    mutating func text<let byteCount: Int>() -> SCCP.FixedText<byteCount> {
        let count = Int.random(in: 0...byteCount, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 1...255, using: &generator) }
        return SCCP.FixedText(bytes: bytes)
    }

    /// A random device.
    mutating func station() -> SCCP.StationIdentifier {
        SCCP.StationIdentifier(
            deviceName: DeviceName(macAddress: generator.next()), userID: word(), instance: word())
    }

    private mutating func ipv6() -> SCCP.IPv6Address { SCCP.IPv6Address(high: generator.next(), low: generator.next()) }

    private mutating func registerRequest(_ form: SCCP.RegisterRequest.Form) -> SCCP.RegisterRequest {
        var request = SCCP.RegisterRequest(
            station: station(), ipv4Address: word(), deviceType: SCCP.DeviceType(rawValue: word()),
            streamCountMax: word(), form: form)
        if form.byteCount >= 44 {
            request.activeStreamCount = word()
            request.protocolVersion = UInt8.random(in: 0...255, using: &generator)
            request.protocolTail = UInt8.random(in: 0...255, using: &generator)
            request.features = SCCP.PhoneFeatures(rawValue: UInt16.random(in: 0...(.max), using: &generator))
        }
        if form.byteCount >= 52 { (request.conferenceCountMax, request.activeConferenceCount) = (word(), word()) }
        if form.byteCount >= 68 {
            request.hardwareAddress = SCCP.HardwareAddress(high: generator.next(), low: word())
            request.ipv4Scope = word()
        }
        if form.byteCount >= 124 {
            (request.lineCountMax, request.ipv6Address, request.ipv6Scope) = (word(), ipv6(), word())
            request.firmware = text()
        }
        if form.byteCount >= 172 { request.configurationStamp = text() }
        return request
    }

    private mutating func admission(_ kind: SCCP.MessageKind) throws -> SCCPSample {
        switch kind {
        case .registerTokenRequest:
            // Its IPv6 address may be left out, so a shorter body is another message.
            return try SCCPSample(
                SCCP.RegisterTokenRequest(
                    station: station(), ipv4Address: word(), deviceType: SCCP.DeviceType(rawValue: word()),
                    ipv6Address: ipv6()))
        case .spcpRegisterTokenRequest:
            return try SCCPSample(
                SCCP.SPCPRegisterTokenRequest(
                    station: station(), ipv4Address: word(), deviceType: SCCP.DeviceType(rawValue: word()),
                    streamCountMax: word()))
        case .alarm:
            var alarm = SCCP.Alarm(severity: word(), text: "", firstParameter: word(), secondParameter: word())
            alarm.text = text()
            return try SCCPSample(alarm)
        case .registerAck:
            var acknowledgment = SCCP.RegisterAck(
                keepAliveSeconds: word(), secondaryKeepAliveSeconds: word(),
                protocolVersion: UInt8.random(in: 0...255, using: &generator), dateTemplate: text())
            acknowledgment.features = SCCP.PhoneFeatures(rawValue: UInt16.random(in: 0...(.max), using: &generator))
            return try SCCPSample(acknowledgment)
        default:
            var reject = SCCP.RegisterReject(text: "")
            reject.text = text()
            return try SCCPSample(reject)
        }
    }

    /// Lists that are empty, of random length, and full.
    private mutating func lists(_ kind: SCCP.MessageKind) throws -> [SCCPSample] {
        let capacity =
            switch kind {
            case .capabilitiesResponse: 18
            case .buttonTemplate: 42
            case .softKeyTemplate: 32
            default: 16
            }
        return try [0, Int.random(in: 1..<capacity, using: &generator), capacity].map { try list(kind, count: $0) }
    }

    private mutating func list(_ kind: SCCP.MessageKind, count: Int) throws -> SCCPSample {
        switch kind {
        case .capabilitiesResponse:
            var capabilities = SCCP.FixedList<18, SCCP.CapabilitiesResponse.Capability>()
            for _ in 0..<count {
                capabilities.append(.init(codec: word(), framesPerPacketMax: word(), parameters: generator.next()))
            }
            return try SCCPSample(
                SCCP.CapabilitiesResponse(capabilities: capabilities), shortestBody: 4 + 16 * count)
        case .buttonTemplate:
            var buttons = SCCP.FixedList<42, SCCP.ButtonTemplate.Button>()
            for _ in 0..<count {
                let word = word()
                buttons.append(
                    .init(
                        instance: UInt8(truncatingIfNeeded: word),
                        use: .init(rawValue: UInt8(truncatingIfNeeded: word >> 8))))
            }
            return try SCCPSample(
                SCCP.ButtonTemplate(buttons: buttons, offset: word(), total: word()), shortestBody: 12 + 2 * count)
        case .softKeyTemplate:
            var keys = SCCP.FixedList<32, SCCP.SoftKeyTemplate.Key>()
            for _ in 0..<count { keys.append(.init(label: text(), event: word())) }
            return try SCCPSample(
                SCCP.SoftKeyTemplate(keys: keys, offset: word(), total: word()), shortestBody: 12 + 20 * count)
        default:
            var sets = SCCP.FixedList<16, SCCP.SoftKeySets.KeySet>()
            for _ in 0..<count {
                let templates = SCCP.FixedArray<16, UInt8> { _ in UInt8(truncatingIfNeeded: generator.next()) }
                let explanations = SCCP.FixedArray<16, UInt16> { _ in UInt16(truncatingIfNeeded: generator.next()) }
                sets.append(.init(templateIndices: templates, explanationIndices: explanations))
            }
            return try SCCPSample(
                SCCP.SoftKeySets(sets: sets, offset: word(), total: word()), shortestBody: 12 + 48 * count)
        }
    }

    private mutating func dynamic(_ kind: SCCP.MessageKind) throws -> SCCPSample {
        switch kind {
        case .configStatDynamic:
            let message = SCCP.ConfigStatDynamic(
                station: station(), userName: text(), serverName: text(), lineCount: word(), speedDialCount: word())
            return try SCCPSample(message, shortestBody: message.bodyByteCount(in: .basic))
        case .lineStatDynamic:
            let message = SCCP.LineStatDynamic(
                number: word(), directoryName: text(), fullName: text(), label: text(), options: word())
            return try SCCPSample(message, shortestBody: message.bodyByteCount(in: .basic))
        default:
            let message = SCCP.SpeedDialStatDynamic(number: word(), directoryName: text(), label: text())
            return try SCCPSample(message, shortestBody: message.bodyByteCount(in: .basic))
        }
    }

    private mutating func configuration(_ kind: SCCP.MessageKind) throws -> SCCPSample {
        switch kind {
        case .speedDialStat:
            return try SCCPSample(SCCP.SpeedDialStat(number: word(), directoryName: text(), label: text()))
        case .lineStat:
            return try SCCPSample(
                SCCP.LineStat(number: word(), directoryName: text(), fullName: text(), label: text(), options: word()))
        case .configStat:
            return try SCCPSample(
                SCCP.ConfigStat(
                    station: station(), userName: text(), serverName: text(), lineCount: word(), speedDialCount: word())
            )
        case .defineTimeDate:
            return try SCCPSample(SCCP.DefineTimeDate(systemTime: word(), offsetSeconds: 3600, millisecond: word()))
        default: return try SCCPSample(SCCP.VersionResponse(firmware: text()))
        }
    }

    private mutating func forwardStat(in version: SCCP.HeaderVersion) throws -> SCCPSample {
        func target(_ text: SCCP.FixedText<24>) -> SCCP.FixedText<25> {
            SCCP.FixedText(bytes: (0..<24).map { text[$0] })
        }
        let message = SCCP.ForwardStat(
            number: word(), active: word(), all: .init(active: word(), target: target(text())),
            busy: .init(active: word(), target: target(text())),
            unanswered: .init(active: word(), target: target(text())))
        return try SCCPSample(message, in: version, shortestBody: message.bodyByteCount(in: version))
    }

    private mutating func serverResponse(in version: SCCP.HeaderVersion) throws -> SCCPSample {
        var servers = SCCP.FixedList<5, SCCP.ServerResponse.Server>()
        for place in 0..<Int.random(in: 0...5, using: &generator) {
            let address: SCCP.Address = version.rawValue >= 17 && place % 2 == 1 ? .ipv6(ipv6()) : .ipv4(word() | 1)
            servers.append(.init(name: text(), port: word(), address: address))
        }
        let message = SCCP.ServerResponse(servers: servers)
        return try SCCPSample(message, in: version, shortestBody: message.bodyByteCount(in: version))
    }
}
