/// What is wrong with a message of a peer, and where.
public struct SIPFault: Error, Hashable, Sendable, BitwiseCopyable {
    /// The kinds of fault, for counters and answers.
    public enum Kind: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
        /// More bytes, in all or in the header, than are read.
        case messageTooLarge
        /// More header fields than are read.
        case tooManyFields
        /// A CR or LF that is no line end.
        case brokenLine
        /// The header has no end.
        case truncated
        /// The first line is neither a request's nor a response's.
        case startLine
        /// A version other than SIP/2.0.
        case version
        /// A line that does not begin with a name and a colon.
        case fieldName
        /// A field that is not as its definition says.
        case malformedField
        /// A field that occurs twice and may occur once.
        case repeatedField
        /// A field that must be there and is not.
        case missingField
        /// CSeq names another method than the first line.
        case methodMismatch
        /// Content-Length says more than has come.
        case bodyTruncated
    }

    /// The kind of fault.
    public let kind: Kind
    /// The field it concerns; ``SIPFieldName/unknown`` when it concerns none.
    public let field: SIPFieldName
    /// Where in the message it was found, in bytes from the start.
    public let offset: Int

    init(_ kind: Kind, _ field: SIPFieldName = .unknown, at offset: Int) {
        self.kind = kind
        self.field = field
        self.offset = offset
    }

    /// The status that answers it.
    public var status: SIPStatus {
        switch kind {
        case .messageTooLarge: .messageTooLarge
        case .version: .versionNotSupported
        default: .badRequest
        }
    }

    /// What is said beside the code, to be followed by the field's name where it concerns one.
    var phrase: StaticString {
        switch kind {
        case .messageTooLarge: "Message Too Large"
        case .tooManyFields: "Too Many Header Fields"
        case .brokenLine: "Broken Line End"
        case .truncated: "Header Without End"
        case .startLine: "Malformed Start Line"
        case .version: "Version Not Supported"
        case .fieldName: "Malformed Field Name"
        case .malformedField: "Malformed"
        case .repeatedField: "Repeated"
        case .missingField: "Missing"
        case .methodMismatch: "Method Differs From"
        case .bodyTruncated: "Body Shorter Than"
        }
    }
}

extension SIPFault: CustomStringConvertible {
    /// The fault in words, for logs.
    public var description: String {
        field == .unknown ? "\(phrase) at byte \(offset)" : "\(phrase) \(field.name) at byte \(offset)"
    }
}
