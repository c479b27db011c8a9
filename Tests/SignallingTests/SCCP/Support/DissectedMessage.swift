import Signalling
import TestSupport

/// A message, and what an analyser must find in it.
struct DissectedMessage: Sendable {
    /// Which message.
    let kind: SCCP.MessageKind
    /// The whole frame.
    let frame: [UInt8]
    /// The values of the analyser's fields, without their prefix.
    let fields: Tshark.Dissection

    /// A message and its fields; header and identifier need not be named. Zeros may be appended, as newer phones append fields:
    /// some fields the analyser shows only where the message is longer than it need be.
    init(
        _ message: some SCCP.Message, in version: SCCP.HeaderVersion = .basic, _ fields: Tshark.Dissection = [:],
        appendingZeros excess: UInt8 = 0
    ) throws {
        kind = message.kind
        var frame = try SCCPBytes.frame(of: message, in: version)
        frame += [UInt8](repeating: 0, count: Int(excess))
        frame[0] += excess
        self.frame = frame
        let header: Tshark.Dissection = [
            "data_length": ["\(frame.count - 8)"], "hdr_version": ["\(version.rawValue)"],
            "messageId": ["\(message.kind.rawValue)"],
        ]
        self.fields = fields.merging(header) { field, _ in field }
    }

    /// Who sends it.
    var sender: TCPCapture.End { kind.definition.direction == .fromDevice ? .client : .server }
}
