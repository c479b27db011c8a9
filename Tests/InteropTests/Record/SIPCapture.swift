import Foundation
import Registration
import Signalling
import TestSupport

/// A capture of SIP phones and their registrar, made of messages that our own codec writes.
struct SIPCapture {
    private(set) var network = NetworkCapture()
    private let transport: SIPPhone.Transport

    /// The registrar.
    static let server = NetworkCapture.Place(0x0A00_0001, 5_060)

    /// Phones that reach their registrar so.
    init(over transport: SIPPhone.Transport = .udp) { self.transport = transport }

    /// A phone of this number.
    func phone(_ number: UInt64, dialect: SIPPhone.Dialect = .cisco) throws -> SIPPhone {
        SIPPhone(
            macAddress: number, user: DeviceName("u\(number)") ?? DeviceName(macAddress: number),
            address: InternalAddress(ipv4: Self.place(number).address, port: Self.place(number).port),
            controller: InternalAddress(ipv4: Self.server.address, port: Self.server.port), transport: transport,
            dialect: dialect)
    }

    /// Where a phone is.
    static func place(_ number: UInt64) -> NetworkCapture.Place {
        NetworkCapture.Place(0x0A00_0100 + UInt32(number), 5_062)
    }

    /// The bytes of a request.
    func request(
        _ purpose: SIPPhoneRequest.Purpose, of number: UInt64, call: UInt64 = 1, sequence: UInt32 = 1,
        dialect: SIPPhone.Dialect = .cisco
    ) throws -> [UInt8] {
        let request = SIPPhoneRequest(
            purpose, branch: number << 32 | call << 16 | UInt64(sequence), callID: call << 32 | number, fromTag: number,
            sequence: sequence)
        let phone = try phone(number, dialect: dialect)
        return try [UInt8](capacity: 2_048) { output throws(SIPOutputFull) in
            try phone.write(request, into: &output)
        }
    }

    /// A phone sends these bytes, `milliseconds` after the start.
    mutating func send(_ bytes: [UInt8], from number: UInt64, at milliseconds: UInt64) {
        carry(bytes, from: Self.place(number), to: Self.server, at: milliseconds)
    }

    /// A phone sends a request and gets an answer with this first line two milliseconds later.
    mutating func exchange(
        _ purpose: SIPPhoneRequest.Purpose, of number: UInt64, call: UInt64 = 1, sequence: UInt32 = 1,
        dialect: SIPPhone.Dialect = .cisco, answer: String?, at milliseconds: UInt64
    ) throws {
        let request = try request(purpose, of: number, call: call, sequence: sequence, dialect: dialect)
        send(request, from: number, at: milliseconds)
        guard let answer else { return }
        carry(Self.answer(answer, to: request), from: Self.server, to: Self.place(number), at: milliseconds + 2)
    }

    private mutating func carry(
        _ bytes: [UInt8], from: NetworkCapture.Place, to: NetworkCapture.Place, at milliseconds: UInt64
    ) {
        switch transport {
        case .udp: network.datagram(bytes, from: from, to: to, at: milliseconds * 1_000)
        case .tcp: network.segment(bytes, from: from, to: to, at: milliseconds * 1_000)
        }
    }

    /// An answer that repeats what RFC 3261 section 8.2.6.2 has it repeat, and the contact.
    private static func answer(_ firstLine: String, to request: [UInt8]) -> [UInt8] {
        let repeated = ["Via:", "From:", "To:", "Call-ID:", "CSeq:", "Contact:"]
        let lines = String(decoding: request, as: UTF8.self).components(separatedBy: "\r\n").filter { line in
            repeated.contains { line.hasPrefix($0) }
        }
        return Array(([firstLine] + lines + ["Content-Length: 0", "", ""]).joined(separator: "\r\n").utf8)
    }
}
