import SeededRandom
import Testing

@testable import Provisioning

@Suite struct TFTPMessageTests {
    /// Messages, and how RFC 1350 and 2348 write them.
    static let vectors: [(TFTPMessage, [UInt8])] = [
        (.read(name: "a.xml", blockSize: nil), [0, 1] + Array("a.xml\0octet\0".utf8)),
        (.read(name: "a", blockSize: 1_428), [0, 1] + Array("a\0octet\0blksize\0".utf8) + Array("1428\0".utf8)),
        (.data(block: 258, payload: [7, 8]), [0, 3, 1, 2, 7, 8]),
        (.data(block: 1, payload: []), [0, 3, 0, 1]),
        (.ack(block: 65_535), [0, 4, 255, 255]),
        (.error(.fileNotFound, text: "no"), [0, 5, 0, 1] + Array("no\0".utf8)),
        (.optionAck(blockSize: 512), [0, 6] + Array("blksize\0".utf8) + Array("512\0".utf8)),
    ]

    @Test("Messages are written and read as the standards say", arguments: vectors)
    func vector(message: TFTPMessage, bytes: [UInt8]) throws {
        #expect(message.bytes == bytes)
        #expect(message.byteCount == bytes.count)
        #expect(try TFTPMessage(parsing: bytes.span) == message)
    }

    @Test("A message that is cut off anywhere traps nothing, and one without its texts is none", arguments: vectors)
    func truncated(message: TFTPMessage, bytes: [UInt8]) throws {
        for count in 0..<bytes.count {
            let part = Array(bytes.prefix(count))
            let read = try? TFTPMessage(parsing: part.span)
            if count < 4 { #expect(read == nil) }
            if case .read = message, count < 15 || count < bytes.count - 5 { #expect(read != message) }
        }
    }

    @Test("An error without the NUL behind its text is read, and a long text is cut")
    func openText() throws {
        let open: [UInt8] = [0, 5, 0, 2] + Array("denied".utf8)
        #expect(try TFTPMessage(parsing: open.span) == .error(TFTPErrorCode(rawValue: 2), text: "denied"))
        let long: [UInt8] = [0, 5, 0, 2] + [UInt8](repeating: 65, count: 1_000)
        guard case .error(_, let text) = try TFTPMessage(parsing: long.span) else { return #expect(Bool(false)) }
        #expect(text.utf8.count == TFTPMessage.textByteCountMax)
    }

    /// Bytes that are no message for a device, and why.
    static let strange: [([UInt8], TFTPMessageError)] = [
        ([], .truncated(byteCount: 0)), ([0, 3, 0], .truncated(byteCount: 3)),
        ([0, 2, 65, 0], .unknownOperation(2)), ([255, 255, 0, 0], .unknownOperation(65_535)),
        ([0, 1] + Array("a\0octet".utf8), .unterminatedText), ([0, 1, 65, 0], .truncated(byteCount: 4)),
        ([0, 1] + Array("a\0mail\0".utf8), .unknownMode),
        ([0, 6] + Array("blksize\0".utf8) + Array("7\0".utf8), .badOption),
        ([0, 6] + Array("BLKSIZE\0".utf8) + Array("x\0".utf8), .badOption),
        ([0, 6] + Array("blksize".utf8), .unterminatedText),
    ]

    @Test("What is no message is told apart", arguments: strange)
    func invalid(bytes: [UInt8], error: TFTPMessageError) {
        #expect(throws: error) { try TFTPMessage(parsing: bytes.span) }
    }

    @Test("Bytes without order trap nothing")
    func noise() {
        var random = SplitMix64(seed: 17)
        for _ in 0..<5_000 {
            var bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if bytes.count > 2, Bool.random(using: &random) {
                bytes[0] = 0
                bytes[1] = UInt8.random(in: 0...7, using: &random)
            }
            _ = try? TFTPMessage(parsing: bytes.span)
        }
    }
}
