import Signalling
import TestSupport

/// The messages that give a device its lines, buttons and keys.
enum DissectedConfiguration {
    static func messages() throws -> [DissectedMessage] {
        try lines() + speedDials() + forwarding() + device() + servers() + templates()
    }

    private static func lines() throws -> [DissectedMessage] {
        let fields: Tshark.Dissection = [
            "lineNumber": ["2"], "lineDirNumber": ["1002"], "lineFullyQualifiedDisplayName": ["Ada Byron"],
            "lineTextLabel": ["Ada"],
        ]
        return [
            try DissectedMessage(SCCP.StatusRequest.line(2), ["lineNumber": ["2"]]),
            try DissectedMessage(
                SCCP.LineStat(
                    number: 2, directoryName: SCCP.FixedText(truncating: "1002"),
                    fullName: SCCP.FixedText(truncating: "Ada Byron"), label: SCCP.FixedText(truncating: "Ada"),
                    options: 13),
                fields.merging(["lineDisplayOptions": ["13"]]) { field, _ in field }),
            try DissectedMessage(
                SCCP.LineStatDynamic(
                    number: 2, directoryName: SCCP.FixedText(truncating: "1002"),
                    fullName: SCCP.FixedText(truncating: "Ada Byron"), label: SCCP.FixedText(truncating: "Ada"),
                    options: 5),
                in: SCCP.HeaderVersion(rawValue: 17),
                fields.merging([
                    "OrigDialed": ["1"], "RedirDialed": ["0"], "CallingPartyNumber": ["1"], "CallingPartyName": ["0"],
                ]) { field, _ in field }),
        ]
    }

    private static func speedDials() throws -> [DissectedMessage] {
        let fields: Tshark.Dissection = [
            "speedDialNumber": ["3"], "speedDialDirNumber": ["*97"], "speedDialDisplayName": ["Messages"],
        ]
        return [
            try DissectedMessage(SCCP.StatusRequest.speedDial(3), ["speedDialNumber": ["3"]]),
            try DissectedMessage(
                SCCP.SpeedDialStat(
                    number: 3, directoryName: SCCP.FixedText(truncating: "*97"),
                    label: SCCP.FixedText(truncating: "Messages")), fields),
            try DissectedMessage(
                SCCP.SpeedDialStatDynamic(
                    number: 3, directoryName: SCCP.FixedText(truncating: "*97"),
                    label: SCCP.FixedText(truncating: "Messages")), in: SCCP.HeaderVersion(rawValue: 22), fields),
        ]
    }

    /// In the version where a number has 24 bytes, and where it has 25.
    private static func forwarding() throws -> [DissectedMessage] {
        let message = SCCP.ForwardStat(
            number: 2, active: 1, all: .init(active: 1, target: SCCP.FixedText(truncating: "2001")),
            busy: .init(active: 0, target: SCCP.FixedText(truncating: "2002")),
            unanswered: .init(active: 1, target: SCCP.FixedText(truncating: "2003")))
        let fields: Tshark.Dissection = [
            "activeForward": ["1"], "lineNumber": ["2"], "forwardAllActive": ["1"], "forwardAllDirnum": ["2001"],
            "forwardBusyActive": ["0"], "forwardBusyDirnum": ["2002"], "forwardNoAnswerActive": ["1"],
            "forwardNoAnswerlDirnum": ["2003"],
        ]
        return try [DissectedMessage(SCCP.StatusRequest.forward(line: 2), ["lineNumber": ["2"]])]
            + SCCPSampleSource.versions.map { try DissectedMessage(message, in: $0, fields) }
    }

    private static func device() throws -> [DissectedMessage] {
        let station = try DissectedAdmission.station()
        let fields = DissectedAdmission.stationFields.merging([
            "userName": ["ada"], "serverName": ["cc1"], "numberOfLines": ["2"], "numberOfSpeedDials": ["3"],
        ]) { field, _ in field }
        var capabilities = SCCP.FixedList<18, SCCP.CapabilitiesResponse.Capability>()
        for codec in 0..<18 as Range<UInt32> {
            // G.722, G.729 and others, whose parameters are four bytes: 1, 2, 3, 4, and padding.
            capabilities.append(
                .init(codec: 6 + codec % 3, framesPerPacketMax: 20 + codec, parameters: 0x0102_0304 << 32))
        }
        return [
            try DissectedMessage(
                SCCP.ConfigStat(
                    station: station, userName: SCCP.FixedText(truncating: "ada"),
                    serverName: SCCP.FixedText(truncating: "cc1"), lineCount: 2, speedDialCount: 3), fields),
            try DissectedMessage(
                SCCP.ConfigStatDynamic(
                    station: station, userName: SCCP.FixedText(truncating: "ada"),
                    serverName: SCCP.FixedText(truncating: "cc1"), lineCount: 2, speedDialCount: 3),
                in: SCCP.HeaderVersion(rawValue: 17), fields),
            try DissectedMessage(
                SCCP.VersionResponse(firmware: SCCP.FixedText(truncating: "P0030801SR02")),
                ["versionStr": ["P0030801SR02"]]),
            try DissectedMessage(
                SCCP.CapabilitiesResponse(capabilities: capabilities),
                [
                    "capCount": ["18"], "payloadCapability": (0..<18).map { "\(6 + $0 % 3)" },
                    "maxFramesPerPacket": (0..<18).map { "\(20 + $0)" },
                    "codecMode": [String](repeating: "1", count: 18),
                    "codecParam2": [String](repeating: "4", count: 18),
                ]),
            try DissectedMessage(
                // The 29th of February 2024, a Thursday, 13:14:15 two hours east of UTC.
                SCCP.DefineTimeDate(systemTime: 1_709_205_255, offsetSeconds: 7_200, millisecond: 16),
                [
                    "wYear": ["2024"], "wMonth": ["2"], "wDayOfWeek": ["4"], "wDay": ["29"], "wHour": ["13"],
                    "wMinute": ["14"], "wSecond": ["15"], "wMilliseconds": ["16"], "systemTime": ["1709205255"],
                ]),
        ]
    }

    /// The list of controllers in the versions where addresses have no kind, and where they have one.
    private static func servers() throws -> [DissectedMessage] {
        func response(_ third: SCCP.Address) -> SCCP.ServerResponse {
            var servers = SCCP.FixedList<5, SCCP.ServerResponse.Server>()
            for place in 1...2 as ClosedRange<UInt32> {
                servers.append(
                    .init(
                        name: SCCP.FixedText(truncating: "cc\(place)"), port: 2000 + place,
                        address: .ipv4(0x0A00_0000 + place)))
            }
            servers.append(.init(name: SCCP.FixedText(truncating: "cc3"), port: 2003, address: third))
            return SCCP.ServerResponse(servers: servers)
        }
        let fields: Tshark.Dissection = [
            "ServerName": ["cc1", "cc2", "cc3", "", ""], "serverTcpListenPort": ["2001", "2002", "2003", "0", "0"],
        ]
        let ipv6 = SCCP.IPv6Address(high: 0x2001_0DB8_0000_0001, low: 0x0203_0405_0607_0809)
        return [
            try DissectedMessage(
                response(.ipv4(0x0A00_0003)),
                fields.merging([
                    "stationIpAddr": ["10.0.0.1", "10.0.0.2", "10.0.0.3", "0.0.0.0", "0.0.0.0"]
                ]) { field, _ in field }),
            try DissectedMessage(
                response(.ipv6(ipv6)), in: SCCP.HeaderVersion(rawValue: 17),
                fields.merging([
                    "ipv4or6": ["0", "0", "1", "0", "0"],
                    "stationIpAddr.ipv4": ["10.0.0.1", "10.0.0.2", "0.0.0.0", "0.0.0.0"],
                    "stationIpAddr.ipv6": ["2001:db8:0:1:203:405:607:809"],
                ]) { field, _ in field }),
        ]
    }

    private static func templates() throws -> [DissectedMessage] {
        var buttons = SCCP.FixedList<42, SCCP.ButtonTemplate.Button>()
        for line in 1...2 as ClosedRange<UInt8> { buttons.append(.init(instance: line, use: .line)) }
        buttons.append(.init(instance: 1, use: .voicemail))
        var keys = SCCP.FixedList<32, SCCP.SoftKeyTemplate.Key>()
        keys.append(.init(label: SCCP.FixedText(truncating: "Redial"), event: 1))
        keys.append(.init(label: SCCP.FixedText(truncating: "NewCall"), event: 2))
        var sets = SCCP.FixedList<16, SCCP.SoftKeySets.KeySet>()
        for set in 0..<2 {
            sets.append(
                .init(
                    templateIndices: SCCP.FixedArray { UInt8(truncatingIfNeeded: 16 * set + $0) },
                    explanationIndices: SCCP.FixedArray { UInt16(truncatingIfNeeded: 300 + 16 * set + $0) }))
        }
        return [
            try DissectedMessage(
                SCCP.ButtonTemplate(buttons: buttons),
                [
                    "buttonOffset": ["0"], "buttonCount": ["3"], "totalButtonCount": ["3"],
                    "instanceNumber": ["1", "2", "1"], "buttonDefinition": ["9", "9", "15"],
                ]),
            try DissectedMessage(
                SCCP.SoftKeyTemplate(keys: keys),
                [
                    "softKeyOffset": ["0"], "softKeyCount": ["2"], "totalSoftKeyCount": ["2"],
                    "softKeyLabel": ["Redial", "NewCall"], "softKeyEvent": ["1", "2"],
                ]),
            try DissectedMessage(
                SCCP.SoftKeySets(sets: sets),
                [
                    "softKeySetOffset": ["0"], "softKeySetCount": ["2"], "totalSoftKeySetCount": ["2"],
                    "softKeyTemplateIndex": (0..<32).map { "\($0)" },
                    "softKeyInfoIndex": (0..<32).map { "\(300 + $0)" },
                ]),
        ]
    }
}
