/// Why a file did not come.
public enum TFTPFailure: Error, Hashable, Sendable {
    /// The server does not answer, or no longer.
    case unanswered
    /// The server ended the transfer.
    case refused(TFTPErrorCode, text: String)
    /// The file is larger than a device takes.
    case tooLarge(byteCountMax: Int)
    /// The server wants blocks of another size than it was asked for.
    case badOptions
    /// The transfer took too long as a whole.
    case tooSlow
    /// No file has such a name.
    case badName
    /// The wait was called off.
    case cancelled
    /// The system does not let the device ask.
    case socket(SocketError)
}

extension TFTPFailure: CustomStringConvertible {
    /// The reason in words. The server's own are shown in ASCII.
    public var description: String {
        switch self {
        case .unanswered: "the file server does not answer"
        case .refused(let code, let text):
            "the file server refuses with \(code.rawValue): "
                + text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
        case .tooLarge(let byteCountMax): "the file has more than \(byteCountMax) bytes"
        case .badOptions: "the file server wants blocks of another size than it was asked for"
        case .tooSlow: "the transfer takes too long"
        case .badName: "no file has such a name"
        case .cancelled: "called off"
        case .socket(let error): "\(error)"
        }
    }
}
