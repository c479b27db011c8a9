internal import Devices
internal import Registration
internal import Signalling

/// SIP over connections (RFC 3261 section 18.2): no retransmission, and 100 says that a registration waits.
struct SIPDialogue: StreamDialogue {
    typealias Session = SIPFrameScanner

    private var exchanges: SIPExchanges
    /// Messages that did not fit the room: none, unless a challenge gives much to be repeated.
    private var oversizedCount: UInt64 = 0

    /// The SIP of a fleet's connections.
    init(_ settings: FleetSettings, runTag: UInt64) {
        exchanges = SIPExchanges(settings, transport: .tcp, runTag: runTag)
    }

    func open() -> SIPFrameScanner { SIPFrameScanner(role: .client) }

    var hasRoom: Bool { !exchanges.flights.isFull }

    var counts: LinkCounts {
        var counts = exchanges.counts
        counts.malformed += oversizedCount
        return counts
    }

    mutating func write(_ message: StreamMessage, _ session: inout SIPFrameScanner, into room: StreamRoom) {
        let party = message.party
        guard
            let number = exchanges.begin(
                message.message, from: party.device, to: party.controller, at: party.now),
            let flight = exchanges.flights[number]
        else { return }
        do throws(SIPOutputFull) {
            try room.append { output throws(SIPOutputFull) in
                try exchanges.write(flight, number, from: party.localAddress, into: &output)
            }
        } catch {
            oversizedCount += 1
        }
    }

    mutating func read(
        _ bytes: Span<UInt8>, of party: StreamParty, _ session: inout SIPFrameScanner,
        into heard: inout [HeardMessage], answers: StreamRoom
    ) throws(StreamFault) -> Int {
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            switch session.next(in: rest) {
            case .incomplete: return start
            case .ping(let byteCount), .emptyLine(let byteCount): start += byteCount
            case .fault: throw StreamFault()
            case .message(let byteCount):
                take(rest.extracting(0..<byteCount), of: party, into: &heard, answers: answers)
                start += byteCount
            }
        }
        return start
    }

    private mutating func take(
        _ bytes: Span<UInt8>, of party: StreamParty, into heard: inout [HeardMessage], answers: StreamRoom
    ) {
        switch exchanges.read(bytes, framing: .stream, at: party.now) {
        case .nothing: break
        case .message(let message): heard.append(message)
        case .challenge(let number, let flight, let answer):
            do throws(SIPOutputFull) {
                try answers.append { output throws(SIPOutputFull) in
                    try exchanges.write(
                        flight, number, from: party.localAddress, authorization: answer, to: bytes, into: &output)
                }
            } catch {
                oversizedCount += 1
            }
        }
    }

    mutating func release(_ device: Int) { exchanges.release(device) }

    mutating func lose(_ device: Int, _ controller: Int) { exchanges.lose(device, controller) }
}
