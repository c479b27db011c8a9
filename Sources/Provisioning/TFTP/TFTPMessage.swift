/// A message of a file transfer.
///
/// Source: RFC 1350; RFC 2347 and 2348 for options, of which only the size of blocks is known here.
enum TFTPMessage: Hashable, Sendable {
    /// The device asks for a file, in blocks of this size where it asks for one.
    case read(name: String, blockSize: Int?)
    /// A block of the file, numbered from 1; the first that is shorter than the others is the last.
    case data(block: UInt16, payload: [UInt8])
    /// The block has arrived; 0 confirms ``optionAck(blockSize:)``.
    case ack(block: UInt16)
    /// The transfer ends.
    case error(TFTPErrorCode, text: String)
    /// The server takes the size of blocks that was asked for, or less; `nil` where it says nothing of it.
    case optionAck(blockSize: Int?)

    /// The size of blocks where nothing else was agreed upon.
    static let blockSizeDefault = 512
    /// What may be agreed upon.
    static let blockSizes = 8...65_464
    /// The longest name that is asked for.
    static let nameByteCountMax = 128
    /// The longest text of an error that is kept.
    static let textByteCountMax = 200
}

/// What is wrong with a transfer, as the protocol numbers it.
public struct TFTPErrorCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt16

    /// The code of this number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// There is no such file.
    public static var fileNotFound: TFTPErrorCode { TFTPErrorCode(rawValue: 1) }
    /// There is no room for more.
    public static var noRoom: TFTPErrorCode { TFTPErrorCode(rawValue: 3) }
    /// The message makes no sense here.
    public static var illegalOperation: TFTPErrorCode { TFTPErrorCode(rawValue: 4) }
    /// The message is of a transfer that is not known.
    public static var unknownTransfer: TFTPErrorCode { TFTPErrorCode(rawValue: 5) }
    /// The options are not those that were asked for.
    public static var badOptions: TFTPErrorCode { TFTPErrorCode(rawValue: 8) }
}

/// Why a datagram is no message of a transfer.
enum TFTPMessageError: Error, Hashable, Sendable {
    /// It ends before its fields do.
    case truncated(byteCount: Int)
    /// It is of a kind that a device does not know: the number of its operation.
    case unknownOperation(UInt16)
    /// A text in it has no end.
    case unterminatedText
    /// The mode of a transfer is not that of bytes.
    case unknownMode
    /// An option has a value that it cannot have.
    case badOption
}
