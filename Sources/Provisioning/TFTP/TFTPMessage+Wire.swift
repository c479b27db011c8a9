extension TFTPMessage {
    /// Reads a message. No bytes trap.
    init(parsing bytes: Span<UInt8>) throws(TFTPMessageError) {
        guard bytes.count >= 4 else { throw .truncated(byteCount: bytes.count) }
        let operation = bytes.uint16(at: 0)
        switch operation {
        case 1: self = try Self.readRequest(bytes)
        case 3: self = .data(block: bytes.uint16(at: 2), payload: bytes.array(4..<bytes.count))
        case 4: self = .ack(block: bytes.uint16(at: 2))
        case 5:
            // Some servers leave out the NUL behind the text.
            var text = bytes.array(4..<bytes.count).prefix(Self.textByteCountMax)
            if let end = text.firstIndex(of: 0) { text = text[..<end] }
            self = .error(
                TFTPErrorCode(rawValue: bytes.uint16(at: 2)), text: String(decoding: text, as: UTF8.self))
        case 6:
            self = .optionAck(blockSize: try Self.blockSize(in: try Self.texts(of: bytes)))
        default: throw .unknownOperation(operation)
        }
    }

    private static func readRequest(_ bytes: Span<UInt8>) throws(TFTPMessageError) -> TFTPMessage {
        let texts = try texts(of: bytes)
        guard texts.count >= 2 else { throw .truncated(byteCount: bytes.count) }
        guard texts[1].lowercased() == "octet" else { throw .unknownMode }
        return .read(name: texts[0], blockSize: try blockSize(in: Array(texts.dropFirst(2))))
    }

    /// The texts behind the operation, each of which ends with NUL.
    private static func texts(of bytes: Span<UInt8>) throws(TFTPMessageError) -> [String] {
        guard bytes[bytes.count - 1] == 0 else { throw .unterminatedText }
        return bytes.array(2..<bytes.count - 1).split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The size of blocks among options, which are names and values in turn.
    private static func blockSize(in options: [String]) throws(TFTPMessageError) -> Int? {
        var size: Int?
        for place in stride(from: 0, to: options.count - 1, by: 2) where options[place].lowercased() == "blksize" {
            guard let value = Int(options[place + 1]), blockSizes.contains(value) else { throw .badOption }
            size = value
        }
        return size
    }

    /// The size on the wire.
    var byteCount: Int {
        switch self {
        case .read(let name, let blockSize):
            2 + name.utf8.count + 1 + 6 + (blockSize.map { 9 + String($0).utf8.count } ?? 0)
        case .data(_, let payload): 4 + payload.count
        case .ack: 4
        case .error(_, let text): 5 + text.utf8.count
        case .optionAck(let blockSize): 2 + (blockSize.map { 9 + String($0).utf8.count } ?? 0)
        }
    }

    /// Appends the message, for which there must be room for ``byteCount`` bytes.
    func encode(into output: inout OutputSpan<UInt8>) {
        switch self {
        case .read(let name, let blockSize):
            output.append(uint16: 1)
            output.append(text: name)
            output.append(text: "octet")
            Self.encode(blockSize, into: &output)
        case .data(let block, let payload):
            output.append(uint16: 3)
            output.append(uint16: block)
            for byte in payload { output.append(byte) }
        case .ack(let block):
            output.append(uint16: 4)
            output.append(uint16: block)
        case .error(let code, let text):
            output.append(uint16: 5)
            output.append(uint16: code.rawValue)
            output.append(text: text)
        case .optionAck(let blockSize):
            output.append(uint16: 6)
            Self.encode(blockSize, into: &output)
        }
    }

    private static func encode(_ blockSize: Int?, into output: inout OutputSpan<UInt8>) {
        guard let blockSize else { return }
        output.append(text: "blksize")
        output.append(text: String(blockSize))
    }

    /// The message on the wire.
    var bytes: [UInt8] { [UInt8](capacity: byteCount) { encode(into: &$0) } }
}

extension OutputSpan<UInt8> {
    /// Appends a text, and the NUL that ends it.
    fileprivate mutating func append(text: String) {
        for byte in text.utf8 { append(byte) }
        append(0)
    }
}
