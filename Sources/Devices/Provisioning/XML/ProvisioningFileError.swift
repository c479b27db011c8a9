/// A configuration file that cannot be read or written.
public enum ProvisioningFileError: Error, Hashable, Sendable {
    /// The file is larger than ``ProvisioningXML/byteCountMax``.
    case tooLarge(byteCount: Int)
    /// The bytes are no UTF-8 text, or say that they are in another encoding.
    case notUTF8
    /// The file declares a document type. No configuration has one, and its entities could grow without end.
    case documentType
    /// Elements nest deeper than ``ProvisioningXML/depthMax``.
    case tooDeep
    /// The text is no well-formed XML, or its root is another element.
    case malformed
    /// An element that the file cannot do without is missing.
    case missing(element: String)
    /// An element has a value that it cannot have.
    case badValue(element: String, value: String)
}

extension ProvisioningFileError: CustomStringConvertible {
    /// The complaint as one line. Values from the file are cut to 40 characters and shown in ASCII.
    public var description: String {
        switch self {
        case .tooLarge(let byteCount):
            "\(byteCount) bytes are too many; at most \(ProvisioningXML.byteCountMax) are read"
        case .notUTF8: "not UTF-8 text"
        case .documentType: "a document type is not allowed"
        case .tooDeep: "elements nest deeper than \(ProvisioningXML.depthMax)"
        case .malformed: "not the XML of a configuration"
        case .missing(let element): "element \(element) is missing"
        case .badValue(let element, let value):
            "element \(element) cannot be \"\(value.unicodeScalars.prefix(40).map { $0.escaped(asASCII: true) }.joined())\""
        }
    }
}
