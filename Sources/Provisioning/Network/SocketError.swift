internal import Glibc

/// A call of the system that did not do what was asked.
public struct SocketError: Error, Hashable, Sendable {
    /// What was asked, in words.
    public let call: String
    /// The system's number of the error.
    public let code: Int32

    /// The error of this number.
    init(_ call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// The error that the last call of this thread came to.
    static func last(_ call: String) -> SocketError { SocketError(call, code: errno) }
}

extension SocketError: CustomStringConvertible {
    /// What was asked, and the system's words.
    public var description: String {
        // The text is the system's, ends with a NUL, and is copied at once.
        "\(call): \(unsafe String(cString: strerror(code)))"
    }
}
