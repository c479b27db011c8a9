import Testing

@testable import Signalling

@Suite struct SIPFrameScannerTests {
    private static let message = SIPText.request("OPTIONS", "Content-Length: 5") + Array("hello".utf8)

    /// The frames of `bytes` when they come in pieces that end at `cuts`; what is done with leaves the buffer.
    private static func frames(
        _ bytes: [UInt8], cuts: [Int] = [], role: SIPFrameScanner.Role = .server, limits: SIPLimits = .stream
    ) -> [SIPFrameScanner.Frame] {
        var scanner = SIPFrameScanner(role: role, limits: limits)
        var buffer: [UInt8] = []
        var frames: [SIPFrameScanner.Frame] = []
        var start = 0
        for cut in cuts + [bytes.count] {
            buffer += bytes[start..<cut]
            start = cut
            pieces: while true {
                let frame = scanner.next(in: buffer.span)
                switch frame {
                case .incomplete: break pieces
                case .ping(let count), .emptyLine(let count), .message(let count): buffer.removeFirst(count)
                case .fault:
                    frames.append(frame)
                    return frames
                }
                frames.append(frame)
            }
        }
        return frames
    }

    @Test("A message is cut out of the stream wherever the stream is split")
    func splits() {
        for cut in 0...Self.message.count {
            #expect(Self.frames(Self.message, cuts: [cut]) == [.message(byteCount: Self.message.count)], "at \(cut)")
        }
        let all = Array(1..<Self.message.count)
        #expect(Self.frames(Self.message, cuts: all) == [.message(byteCount: Self.message.count)])
    }

    @Test("Two messages and pings between them in one read come out one by one")
    func several() {
        let bytes = Array("\r\n\r\n".utf8) + Self.message + Self.message + Array("\r\n\r\n".utf8) + Self.message
        let whole: SIPFrameScanner.Frame = .message(byteCount: Self.message.count)
        let expected: [SIPFrameScanner.Frame] = [.ping(byteCount: 4), whole, whole, .ping(byteCount: 4), whole]
        #expect(Self.frames(bytes) == expected)
        #expect(Self.frames(bytes, cuts: Array(1..<bytes.count)) == expected)
        for cut in 0...bytes.count { #expect(Self.frames(bytes, cuts: [cut]) == expected) }
    }

    @Test("At the client's end an empty line is a pong at once, at the server's one before a message is padding")
    func emptyLines() {
        #expect(Self.frames(Array("\r\n".utf8), role: .client) == [.emptyLine(byteCount: 2)])
        #expect(Self.frames(Array("\r\n".utf8), role: .server) == [])
        #expect(
            Self.frames(Array("\r\n".utf8) + Self.message)
                == [.emptyLine(byteCount: 2), .message(byteCount: Self.message.count)])
    }

    @Test(
        "Content-Length is found in any case, compact and folded",
        arguments: ["l:5", "CONTENT-LENGTH \t:\n  5 ", "L : 5"])
    func spelling(line: String) {
        let bytes = SIPText.request("OPTIONS", line) + Array("hello".utf8)
        #expect(Self.frames(bytes + bytes) == Array(repeating: .message(byteCount: bytes.count), count: 2))
        #expect(ReadMessage(bytes, framing: .stream).fault == nil)
    }

    @Test("A stream whose next message cannot be found is at an end, and says why")
    func faults() {
        func kind(_ bytes: [UInt8], limits: SIPLimits = .stream) -> (SIPFault.Kind?, Int) {
            guard case .fault(let fault, let count) = Self.frames(bytes, limits: limits).last else { return (nil, 0) }
            return (fault.kind, count)
        }
        let bare = SIPText.request("OPTIONS")
        #expect(kind(bare) == (.missingField, bare.count))
        #expect(kind(SIPText.request("OPTIONS", "l: 1", "l: 1")).0 == .repeatedField)
        for value in ["-1", "x", "", "5 5", "1e3"] {
            #expect(kind(SIPText.request("OPTIONS", "l: \(value)")).0 == .malformedField, "\(value)")
        }
        for value in ["16384", "2147483647", "4294967295", "18446744073709551615", "99999999999999999999999"] {
            #expect(kind(SIPText.request("OPTIONS", "l: \(value)")).0 == .messageTooLarge, "\(value)")
        }
        #expect(kind([0x0D, 0x41]).0 == .brokenLine)
        #expect(kind(Array("OPTIONS\n".utf8)).0 == .brokenLine)
        let small = SIPLimits(messageByteCountMax: 100, fieldCountMax: 10)
        #expect(kind([UInt8](repeating: 0x41, count: 99), limits: small).0 == nil)
        #expect(kind([UInt8](repeating: 0x41, count: 100), limits: small).0 == .messageTooLarge)
    }

    @Test("A message of exactly the limit passes, one byte more does not")
    func limit() {
        let limits = SIPLimits(messageByteCountMax: Self.message.count, fieldCountMax: 256)
        #expect(Self.frames(Self.message, limits: limits) == [.message(byteCount: Self.message.count)])
        let less = SIPLimits(messageByteCountMax: Self.message.count - 1, fieldCountMax: 256)
        guard case .fault = Self.frames(Self.message, limits: less).last else {
            Issue.record("no fault")
            return
        }
    }
}
