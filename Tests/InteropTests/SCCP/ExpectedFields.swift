import Foundation
import Signalling
import TestSupport
import Testing

/// What an analyser must find in the messages of a whole registration, by the configuration of ``InteropTests/DissectionTests``.
struct ExpectedFields {
    let protocolVersion: UInt8

    /// The version in the header of a message: three are told to every phone in the basic form, and all before it is registered.
    func headerVersion(of kind: SCCP.MessageKind) -> String {
        let isBasic = [.keepAliveAck, .registerAck, .unregisterAck, .registerTokenAck].contains(kind)
        return isBasic || protocolVersion < 10 ? "0" : "\(protocolVersion)"
    }

    /// The names of all fields that are compared.
    var names: [String] {
        Set(messages.flatMap(\.fields.keys)).union(Self.clockNames).sorted()
    }

    /// Compares what the controller sent with what must be in it, in their order.
    func compare(_ sent: [(SCCPPhone.Frame, Tshark.Dissection)]) {
        #expect(sent.map(\.0.kind) == messages.map(\.kind))
        for ((frame, packet), message) in zip(sent, messages) {
            for (name, values) in message.fields {
                // A text that is empty, and alone, is no value to the analyser.
                #expect(packet["skinny.\(name)"] == (values == [""] ? [] : values), "\(frame.kind) \(name)")
            }
            if frame.kind == .defineTimeDate { compareClock(packet) }
        }
    }

    private typealias Message = (kind: SCCP.MessageKind, fields: Tshark.Dissection)

    /// What the controller says, in its order.
    private var messages: [Message] {
        [(.registerTokenAck, [:]), (.registerAck, acknowledgment), (.capabilitiesRequest, [:])] + Self.templates
            + [(.configStat, Self.device)] + (1...2).flatMap(Self.line) + [
                (.defineTimeDate, [:]),
                (.speedDialStat, ["speedDialNumber": ["1"], "speedDialDirNumber": [""], "speedDialDisplayName": [""]]),
                (.versionResponse, ["versionStr": ["SCCP41.8-5-3S"]]), (.serverResponse, servers),
                (.keepAliveAck, [:]), (.unregisterAck, ["status": ["0"]]),
            ]
    }

    private var acknowledgment: Tshark.Dissection {
        [
            "keepAliveInterval": ["31"], "secondaryKeepAliveInterval": ["62"], "dateTemplate": ["M/D/Y"],
            "maxProtocolVer": ["\(protocolVersion)"],
        ]
    }

    private static var templates: [Message] {
        [
            (
                .buttonTemplate,
                [
                    "buttonOffset": ["0"], "buttonCount": ["3"], "totalButtonCount": ["3"],
                    "instanceNumber": ["1", "2", "1"], "buttonDefinition": ["9", "9", "15"],
                ]
            ),
            (
                .softKeyTemplate,
                [
                    "softKeyOffset": ["0"], "softKeyCount": ["6"], "totalSoftKeyCount": ["6"],
                    "softKeyLabel": ["Redial", "NewCall", "Hold", "EndCall", "Resume", "Answer"],
                    "softKeyEvent": ["1", "2", "3", "9", "10", "11"],
                ]
            ),
            (
                .softKeySets,
                [
                    "softKeySetOffset": ["0"], "softKeySetCount": ["5"], "totalSoftKeySetCount": ["5"],
                    "softKeyTemplateIndex": keySets.flatMap { padded($0.map { "\($0)" }) },
                    "softKeyInfoIndex": keySets.flatMap { padded($0.map { "\(300 + $0)" }) },
                ]
            ),
        ]
    }

    /// The keys of each set, by their places in the template.
    private static let keySets = [[1, 2], [3, 4], [5, 2], [6, 4], [1, 4]]

    /// A set has sixteen places.
    private static func padded(_ keys: [String]) -> [String] { keys + Array(repeating: "0", count: 16 - keys.count) }

    private static let device: Tshark.Dissection = [
        "DeviceName": ["SEP0000000000A1"], "reserved.for.future.use": ["0"], "instance": ["1"], "userName": [""],
        "serverName": ["cc1"], "numberOfLines": ["2"], "numberOfSpeedDials": ["0"],
    ]

    private static func line(_ number: Int) -> [Message] {
        let name = "\(1_000 + number)"
        return [
            (
                .lineStat,
                [
                    "lineNumber": ["\(number)"], "lineDirNumber": [name], "lineFullyQualifiedDisplayName": [name],
                    "lineTextLabel": [name],
                ]
            ),
            (
                .forwardStat,
                [
                    "activeForward": ["0"], "lineNumber": ["\(number)"], "forwardAllActive": ["0"],
                    "forwardAllDirnum": [""], "forwardBusyActive": ["0"], "forwardBusyDirnum": [""],
                    "forwardNoAnswerActive": ["0"], "forwardNoAnswerlDirnum": [""],
                ]
            ),
        ]
    }

    /// The two controllers of the group, and three empty places. From version 17 on an address says what kind it is.
    private var servers: Tshark.Dissection {
        let addresses = ["127.0.0.1", "127.0.0.2", "0.0.0.0", "0.0.0.0", "0.0.0.0"]
        var fields: Tshark.Dissection = [
            "ServerName": ["cc1", "cc2", "", "", ""], "serverTcpListenPort": ["2000", "2002", "0", "0", "0"],
        ]
        if protocolVersion < 17 {
            fields["stationIpAddr"] = addresses
        } else {
            fields["ipv4or6"] = ["0", "0", "0", "0", "0"]
            fields["stationIpAddr.ipv4"] = addresses
        }
        return fields
    }

    // MARK: The time

    private static let clockNames = [
        "wYear", "wMonth", "wDay", "wDayOfWeek", "wHour", "wMinute", "wSecond", "systemTime",
    ]

    /// The time is that of this machine, give or take what a busy machine takes, and its parts are those of that moment.
    private func compareClock(_ packet: Tshark.Dissection) {
        let numbers = Self.clockNames.map { packet["skinny.\($0)"]?.first.flatMap { Int($0) } ?? -1 }
        guard let seconds = numbers.last else { return }
        let moment = Date(timeIntervalSince1970: Double(seconds))
        #expect(abs(moment.timeIntervalSinceNow) < 600)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute, .second], from: moment)
        let expected = [
            parts.year, parts.month, parts.day, parts.weekday.map { $0 - 1 }, parts.hour, parts.minute, parts.second,
        ]
        #expect(numbers.dropLast() == expected.map { $0 ?? -2 }[...])
    }
}
