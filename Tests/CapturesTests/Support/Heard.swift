import Registration
import Signalling
import Testing
import Workload

@testable import Captures

/// A recorder that hears messages without a capture, at times in seconds.
struct Heard {
    private(set) var recorder = StormRecorder()

    /// Who came when, in seconds: "0.5 SEP000000000001 initial".
    func arrivals() throws -> [String] {
        let arrivals = try recorder.recording().arrivals
        return (0..<arrivals.count).map { index in
            let arrival = arrivals[index]
            return "\(Double(arrival.nanoseconds) / 1e9) \(arrival.device) \(arrival.kind.label)"
        }
    }

    /// A device of this number.
    static func device(_ number: UInt64) -> DeviceName { DeviceName(macAddress: number) }

    /// A REGISTER.
    mutating func register(
        _ number: UInt64, call: UInt64 = 1, cseq: UInt32, user: String = "u", seconds: UInt32? = 600, at time: Double
    ) throws {
        let attempt = CapturedMessage.Attempt(
            conversation: .sip(callID: call << 32 | number), number: cseq, user: user, seconds: seconds)
        try note(.registration(Self.device(number), .phone, attempt), at: time)
    }

    /// The answer 200 to a REGISTER.
    mutating func accept(
        _ number: UInt64, call: UInt64 = 1, cseq: UInt32, seconds: UInt32? = nil, at time: Double
    ) throws {
        try note(
            .acknowledged(.sip(callID: call << 32 | number), number: cseq, seconds: seconds), at: time)
    }

    /// A RegisterReq of SCCP on a connection.
    mutating func sccpRegister(
        _ number: UInt64, stream: UInt64, _ deviceClass: DeviceClass = .phone, at time: Double
    ) throws {
        try note(
            .registration(
                Self.device(number), deviceClass, CapturedMessage.Attempt(conversation: .sccp(stream: stream))),
            at: time)
    }

    /// Any message.
    mutating func note(_ message: CapturedMessage, at time: Double) throws {
        try recorder.note(message, at: 1_700_000_000_000_000_000 + Int64(time * 1e9))
    }
}
