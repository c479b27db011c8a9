extension SCCP {
    /// Why a frame's body is not the message that it should be.
    public enum ParseError: Error, Hashable, Sendable {
        /// The header names another message than the type reads.
        case unexpectedMessage(MessageID)
        /// The body has `found` bytes where at least `needed` are necessary.
        case truncated(needed: Int, found: Int)
        /// The device's name is empty or holds bytes that no name has.
        case invalidDeviceName
        /// A text of open length does not end in the body.
        case unterminatedText
    }

    /// Why a message was not written. Nothing of it was.
    public enum EncodingError: Error, Hashable, Sendable {
        /// It takes `needed` bytes, and the buffer has room for `free` only.
        case noRoom(needed: Int, free: Int)
    }
}
