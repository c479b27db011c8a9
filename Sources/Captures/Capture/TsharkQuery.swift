/// What tshark, Wireshark's analyser on the command line, is asked of a capture: one line for each packet that matters.
///
/// tshark knows every link type and file format, puts IP fragments and TCP segments together, and finds messages on other ports than the
/// usual ones. The text of a SIP header comes whole, as several messages of one packet could not be told apart by single fields.
public struct TsharkQuery: Hashable, Sendable {
    /// The capture's path.
    public var capture: String
    /// Ports besides the usual ones that carry SIP, over UDP and TCP.
    public var sipPorts: [UInt16]
    /// Ports besides the usual one that carry SCCP.
    public var sccpPorts: [UInt16]

    /// The fields of a line, in this order.
    enum Field: Int, CaseIterable {
        case time, stream, requestLine, statusLine, header, messageID, deviceName, deviceType

        /// The name that tshark knows it by.
        var name: String {
            switch self {
            case .time: "frame.time_epoch"
            case .stream: "tcp.stream"
            case .requestLine: "sip.Request-Line"
            case .statusLine: "sip.Status-Line"
            case .header: "sip.msg_hdr"
            case .messageID: "skinny.messageId"
            case .deviceName: "skinny.DeviceName"
            case .deviceType: "skinny.deviceType"
            }
        }
    }

    /// Between fields of a line, and between the values of a field. Neither occurs in a value: tshark writes it as an escape.
    static let separators = (field: UInt8(0x1F), value: UInt8(0x1E))

    /// A query of the capture at this path.
    public init(capture: String, sipPorts: [UInt16] = [], sccpPorts: [UInt16] = []) {
        self.capture = capture
        self.sipPorts = sipPorts
        self.sccpPorts = sccpPorts
    }

    /// The arguments of tshark.
    public var arguments: [String] {
        var arguments = ["-n", "-r", capture, "-Y", Self.filter, "-T", "fields"]
        arguments += ["-o", "tcp.desegment_tcp_streams:TRUE", "-o", "tcp.reassemble_out_of_order:TRUE"]
        for port in sipPorts { arguments += ["-d", "udp.port==\(port),sip", "-d", "tcp.port==\(port),sip"] }
        for port in sccpPorts { arguments += ["-d", "tcp.port==\(port),skinny"] }
        for option in [("separator", Self.separators.field), ("aggregator", Self.separators.value)] {
            arguments += ["-E", option.0 + "=" + String(Unicode.Scalar(option.1))]
        }
        return arguments + ["-E", "occurrence=a"] + Field.allCases.flatMap { ["-e", $0.name] }
    }

    /// REGISTER and its answers, REFER, and of SCCP the requests for a token and for registration, the acknowledgment, and the leave.
    private static var filter: String {
        let messages = SCCPMessages.all.map { "skinny.messageId == \($0)" }
        return (["sip.CSeq.method == \"REGISTER\"", "sip.Method == \"REFER\""] + messages).joined(separator: " || ")
    }
}

/// The messages of SCCP that a recording looks at.
enum SCCPMessages {
    static let register: UInt32 = 0x0001
    static let unregister: UInt32 = 0x0027
    static let token: UInt32 = 0x0029
    static let acknowledgment: UInt32 = 0x0081
    static let spcpToken: UInt32 = 0x8000

    static let all = [register, unregister, token, acknowledgment, spcpToken]
}
