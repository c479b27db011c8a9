import Signalling

/// A message with random fields, as bytes, and how to read it.
struct SCCPSample: Sendable {
    /// Which message.
    let kind: SCCP.MessageKind
    /// The version in which it is written.
    let version: SCCP.HeaderVersion
    /// The whole frame.
    let frame: [UInt8]
    /// The size of the shortest beginning of the body that is a message, whatever it says.
    let shortestBody: Int
    /// Reads the body and says whether it is the message that was written.
    private let isRead: @Sendable (_ body: [UInt8], _ header: SCCP.Header) throws(SCCP.ParseError) -> Bool

    /// The body.
    var body: [UInt8] { Array(frame[SCCP.Header.byteCount...]) }

    /// The header.
    var header: SCCP.Header { SCCP.Header(messageID: kind.id, version: version, bodyByteCount: body.count) }

    /// This message; `shortestBody` where it is not the table's minimum.
    init<Written: SCCP.Message>(
        _ message: Written, in version: SCCP.HeaderVersion = .basic, shortestBody: Int? = nil
    ) throws {
        kind = message.kind
        self.version = version
        frame = try SCCPBytes.frame(of: message, in: version)
        self.shortestBody = shortestBody ?? message.kind.definition.bodyByteCountMin
        isRead = { body, header throws(SCCP.ParseError) in
            try Written(parsing: body.span, of: header) == message
        }
    }

    /// Whether this body, under this message's header or another, is read as the message that was written.
    func isRead(from body: [UInt8], of header: SCCP.Header? = nil) throws(SCCP.ParseError) -> Bool {
        try isRead(body, header ?? self.header)
    }
}
