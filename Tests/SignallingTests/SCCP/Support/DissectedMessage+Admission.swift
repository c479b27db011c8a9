import Registration
import Signalling
import TestSupport
import Testing

/// The messages that say whether a device may come.
enum DissectedAdmission {
    static func messages() throws -> [DissectedMessage] {
        try signals() + tokens() + requests() + answers()
    }

    /// SEP0123456789AB with other numbers than the usual.
    static func station() throws -> SCCP.StationIdentifier {
        SCCP.StationIdentifier(
            deviceName: try #require(DeviceName("SEP0123456789AB")), userID: 0x0102_0304, instance: 5)
    }

    /// What the analyser finds in ``station()``.
    static let stationFields: Tshark.Dissection = [
        "DeviceName": ["SEP0123456789AB"], "reserved.for.future.use": ["16909060"], "instance": ["5"],
    ]

    private static func signals() throws -> [DissectedMessage] {
        try SCCP.MessageKind.allCases.compactMap { SCCP.Signal($0) }.map { try DissectedMessage($0) }
    }

    private static func tokens() throws -> [DissectedMessage] {
        let request = SCCP.RegisterTokenRequest(
            station: try station(), ipv4Address: 0x0A01_0207, deviceType: .phone7941,
            ipv6Address: SCCP.IPv6Address(high: 0x2001_0DB8_0000_0001, low: 0x0203_0405_0607_0809))
        let spcp = SCCP.SPCPRegisterTokenRequest(
            station: try station(), ipv4Address: 0x0A01_0207, deviceType: .phone7941, streamCountMax: 6)
        return [
            // The analyser takes this message's IPv4 address for a little-endian number, and its IPv6 address before version 17 for
            // four bytes of IPv4, though both are in network order: its values are the bytes that stand there, turned.
            try DissectedMessage(
                request,
                stationFields.merging(["deviceType": ["115"], "stationIpAddr": ["7.2.1.10"]]) { field, _ in field }),
            try DissectedMessage(
                spcp,
                stationFields.merging([
                    "deviceType": ["115"], "maxStreams": ["6"], "stationIpAddr": ["7.2.1.10"],
                ]) { field, _ in field }),
            try DissectedMessage(SCCP.RegisterTokenReject(waitSeconds: 71), ["waitTimeBeforeNextReq": ["71"]]),
            try DissectedMessage(SCCP.SPCPRegisterTokenReject(waitSeconds: 72), ["waitTimeBeforeNextReq": ["72"]]),
            try DissectedMessage(SCCP.SPCPRegisterTokenAck(features: 65_534), ["features": ["65534"]]),
        ]
    }

    /// A registration in every form. The analyser shows what lies behind the conferences in the long forms only.
    private static func requests() throws -> [DissectedMessage] {
        try SCCP.RegisterRequest.Form.allCases.map { form in
            var request = SCCP.RegisterRequest(
                station: try station(), ipv4Address: 0x0A01_0207, deviceType: .phone7941, streamCountMax: 6, form: form)
            request.activeStreamCount = 2
            request.protocolVersion = 17
            request.protocolTail = 33
            request.features = [.utf8, .dynamicMessages]
            request.conferenceCountMax = 3
            request.activeConferenceCount = 1
            request.hardwareAddress = SCCP.HardwareAddress(macAddress: 0x0123_4567_89AB)
            request.ipv4Scope = 4
            request.lineCountMax = 8
            request.ipv6Address = SCCP.IPv6Address(high: 0x2001_0DB8_0000_0001, low: 0x0203_0405_0607_0809)
            request.ipv6Scope = 9
            request.firmware = SCCP.FixedText(truncating: "SCCP41.8-5-3S")
            request.configurationStamp = SCCP.FixedText(truncating: "{1B2C}")
            var fields = stationFields
            fields["stationIpAddr"] = ["10.1.2.7"]
            fields["deviceType"] = ["115"]
            fields["maxStreams"] = ["6"]
            if form.byteCount > 48 {
                fields["activeStreams"] = ["2"]
                fields["protocolVer"] = ["17"]
                fields["unknown"] = ["33"]
                fields["PhoneFeatures.UTF8"] = ["1"]
                fields["PhoneFeatures.DynamicMessages"] = ["1"]
                fields["PhoneFeatures.RFC2833"] = ["0"]
                fields["PhoneFeatures.Abbreviated.Dial"] = ["0"]
                fields["maxConferences"] = ["3"]
            }
            if form.byteCount > 96 {
                fields["activeConferences"] = ["1"]
                fields["macAddress"] = ["01:23:45:67:89:ab"]
                fields["ipV4AddressScope"] = ["4"]
                fields["maxNumberOfLines"] = ["8"]
                fields["stationIpV6Addr"] = ["2001:db8:0:1:203:405:607:809"]
                fields["ipV6AddressScope"] = ["9"]
                fields["firmwareLoadName"] = ["SCCP41.8-5-3S"]
            }
            guard form == .configuration else { return try DissectedMessage(request, fields) }
            fields["configVersionStamp"] = ["{1B2C}"]
            return try DissectedMessage(request, fields, appendingZeros: 20)
        }
    }

    private static func answers() throws -> [DissectedMessage] {
        let acknowledgment = SCCP.RegisterAck(
            keepAliveSeconds: 31, secondaryKeepAliveSeconds: 62, protocolVersion: 11,
            dateTemplate: SCCP.FixedText(truncating: "D.M.Y"))
        let alarm = SCCP.Alarm(
            severity: 2, text: "Name=SEP0123456789AB Load=8.5 Last=Reset-Reset", firstParameter: 11, secondParameter: 12
        )
        return [
            try DissectedMessage(
                acknowledgment,
                [
                    "keepAliveInterval": ["31"], "secondaryKeepAliveInterval": ["62"], "dateTemplate": ["D.M.Y"],
                    "alignmentPadding": ["0"], "maxProtocolVer": ["11"], "unknown": ["32"],
                    "PhoneFeatures.UTF8": ["1"], "PhoneFeatures.Bit1": ["1"], "PhoneFeatures.Bit2": ["0"],
                ]),
            try DissectedMessage(SCCP.RegisterReject(text: "Waiting To Rehome"), ["text": ["Waiting To Rehome"]]),
            try DissectedMessage(SCCP.UnregisterRequest(reason: 1)),
            try DissectedMessage(SCCP.UnregisterRequest(reason: 1), ["unRegReasonCode": ["1"]], appendingZeros: 8),
            try DissectedMessage(SCCP.UnregisterAck(status: 2), ["status": ["2"]]),
            try DissectedMessage(SCCP.Reset(.restart), ["resetType": ["2"]]),
            try DissectedMessage(SCCP.RegisterAvailableLines(lineCountMax: 2), ["maxNumOfAvailLines": ["2"]]),
            try DissectedMessage(
                alarm,
                [
                    "alarmSeverity": ["2"], "text": ["Name=SEP0123456789AB Load=8.5 Last=Reset-Reset"], "parm1": ["11"],
                    "parm2": ["12"],
                ]),
        ]
    }
}
