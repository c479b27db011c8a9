internal import Registration
internal import Signalling

/// What is wrong with the answer to a request that was read without a fault: the peer's words, given back, must not spoil it.
enum AnswerFault {
    /// It cannot be read.
    case unreadable(SIPFault)
    /// It says another transaction or dialog than the request.
    case astray

    /// Answers the request that `bytes` are, as a datagram, and reads the answer; `nil` where it is in order or there is none.
    init?(answering bytes: Span<UInt8>) {
        var request = SIPMessage()
        guard (try? request.read(bytes, framing: .datagram)) != nil, request.isAnswerable else { return nil }
        let answer = [UInt8](capacity: 2 * bytes.count + 1_024) { output in
            // Without room nothing is written, and nothing is read below.
            try? SIPAnswer(.ok, to: InternalAddress(ipv4: 0x7F00_0001, port: 5_060))
                .write(answering: request, in: bytes, into: &output)
        }
        var response = SIPMessage()
        do throws(SIPFault) {
            try response.read(answer.span, framing: .stream)
        } catch {
            self = .unreadable(error)
            return
        }
        let said = answer.span
        guard response.status == .ok, response.sequence.number == request.sequence.number,
            Self.isSame(request.callID, in: bytes, response.callID, in: said),
            Self.isSame(request.via.branch, in: bytes, response.via.branch, in: said),
            Self.isSame(request.from.tag, in: bytes, response.from.tag, in: said)
        else {
            self = .astray
            return
        }
        return nil
    }

    /// Whether two parts of messages are the same, byte for byte.
    private static func isSame(
        _ one: SIPSlice, in bytes: Span<UInt8>, _ other: SIPSlice, in otherBytes: Span<UInt8>
    ) -> Bool {
        guard one.isPresent == other.isPresent, one.count == other.count else { return false }
        for index in 0..<one.count where bytes[one.lowerBound + index] != otherBytes[other.lowerBound + index] {
            return false
        }
        return true
    }
}
